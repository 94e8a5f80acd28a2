package org.breakwater.script.module.tm;

import java.util.List;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.RouteKind;

/** Export table of the tm module. */
public final class TmModule implements ScriptModule {

    private final TmServices services;
    private final ModuleExports exports;

    /** The functions work on {@code signalling}, whose parameters this module sets. */
    public TmModule(TmSignalling signalling) {
        this.services = signalling.services();
        ModuleExports.Builder table = ModuleExports.of("tm");
        new RelayFunctions(signalling).export(table);
        new PlanFunctions().export(table);
        new StatusFunctions(signalling).export(table);
        new SerialContacts().export(table);
        services.settings().export(table);
        for (RpcExport rpc : List.of(
                new RpcExport("tm.stats", "Counts transactions.", p -> new TmCommands(services).stats()),
                new RpcExport("tm.list", "Lists transactions.", p -> new TmCommands(services).list()),
                new RpcExport("tm.clean", "Does nothing: no transaction outlives its timers.", p -> null))) {
            table.rpc(rpc);
        }
        this.exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        load.route(RouteKind.ONSEND, "").ifPresent(services::setOnSend);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        services.start(runtime);
    }
}
