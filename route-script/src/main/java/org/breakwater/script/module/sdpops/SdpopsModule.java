package org.breakwater.script.module.sdpops;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;

/** Export table of the sdpops module. */
public final class SdpopsModule implements ScriptModule {

    private final ModuleExports exports;

    /** Makes the export table. */
    public SdpopsModule() {
        ModuleExports.Builder table = ModuleExports.of("sdpops");
        Questions.export(table);
        Changes.export(table);
        table.pv(new PvExport("sdp", (spec, load) -> SdpVariable.bind(spec)));
        this.exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
