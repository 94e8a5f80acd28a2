package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_conference, which brings the event package {@code conference}. */
public final class PresenceConferenceModule implements ScriptModule {

    private final ModuleExports exports = KnownParameters.complete(ModuleExports.of("presence_conference"));

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        PresenceXmlModule.needPresence(load);
    }
}
