package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/**
 * Export table of a module without functions that brings one event package: presence_mwi, presence_reginfo,
 * presence_conference.
 */
public final class EventPackageModule implements ScriptModule {

    private final ModuleExports exports;

    /**
     * @param name of the module
     */
    public EventPackageModule(String name) {
        this.exports = KnownParameters.complete(ModuleExports.of(name));
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
