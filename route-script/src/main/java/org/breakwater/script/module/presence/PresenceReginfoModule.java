package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_reginfo, which brings the event package {@code reg}. */
public final class PresenceReginfoModule implements ScriptModule {

    private final ModuleExports exports = KnownParameters.complete(ModuleExports.of("presence_reginfo"));

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        PresenceXmlModule.needPresence(load);
    }
}
