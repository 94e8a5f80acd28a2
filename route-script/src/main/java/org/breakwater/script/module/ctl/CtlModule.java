package org.breakwater.script.module.ctl;

import java.util.List;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of ctl. Opens no sockets. */
public final class CtlModule implements ScriptModule {

    private final ModuleExports exports = KnownParameters.complete(ModuleExports.of("ctl")
            .rpc(new RpcExport("ctl.who", "Lists open connections: none, ctl has no socket here.", p -> List.of()))
            .rpc(new RpcExport("ctl.connections", "How many connections are open: none.", p -> 0))
            .rpc(new RpcExport("ctl.listen", "Lists sockets: none.", p -> List.of())));

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
