package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_dialoginfo, which brings the event package {@code dialog}. */
public final class PresenceDialoginfoModule implements ScriptModule {

    private final ModuleExports exports;
    private boolean single;

    /** Without settings. */
    public PresenceDialoginfoModule() {
        this.exports = KnownParameters.complete(ModuleExports.of("presence_dialoginfo")
                .parameter(ParameterExport.integer("force_single_dialog", v -> single = v != 0)));
    }

    boolean isSingleDialog() {
        return single;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        PresenceXmlModule.needPresence(load);
    }
}
