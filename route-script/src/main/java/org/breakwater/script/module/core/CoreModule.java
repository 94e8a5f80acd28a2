package org.breakwater.script.module.core;

import java.util.Map;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ScriptModule;

/** The core as a module that every script has. */
public final class CoreModule implements ScriptModule {

    private final CoreRpc rpc;
    private final ModuleExports exports;

    /**
     * @param forwarder sends for {@code forward()}
     * @param version name and version of the server, for {@code core.version}
     * @param environment what {@code $env(NAME)} reads
     */
    public CoreModule(StatelessForwarder forwarder, String version, Map<String, String> environment) {
        this.rpc = new CoreRpc(version);
        ModuleExports.Builder table = ModuleExports.of("core");
        UriFunctions.exports().forEach(f -> table.function(f.ofCore()));
        FlagFunctions.exports().forEach(f -> table.function(f.ofCore()));
        SendingFunctions.exports(forwarder).forEach(f -> table.function(f.ofCore()));
        LogFunctions.exports().forEach(f -> table.function(f.ofCore()));
        CoreVariables.exports(Map.copyOf(environment)).forEach(table::pv);
        rpc.exports().forEach(table::rpc);
        this.exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        rpc.loaded(load.localDomains());
    }

    @Override
    public void running(ModuleRuntime runtime) {
        rpc.running(runtime.time());
    }
}
