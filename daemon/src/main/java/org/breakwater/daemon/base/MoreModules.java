package org.breakwater.daemon.base;

import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.run.Signalling;

/** Adds a daemon's own modules to those every script may load, and what stands behind stock ones. */
@FunctionalInterface
public interface MoreModules {

    /** Nothing but the stock modules. */
    MoreModules NONE = (catalogue, signalling) -> {};

    /**
     * Adds them; called once for each script.
     *
     * @param signalling sends and answers for that script
     */
    void add(ModuleCatalogue catalogue, Signalling signalling);

    /** The presence server behind the script's modules. */
    default PresencePort presence() {
        return PresencePort.NONE;
    }
}
