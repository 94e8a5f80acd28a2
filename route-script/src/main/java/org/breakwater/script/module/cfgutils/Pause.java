package org.breakwater.script.module.cfgutils;

import org.breakwater.script.run.ScriptContext;

/** Holds the calling thread for a while; for pool threads only. */
@FunctionalInterface
public interface Pause {

    /** Comes back after at least this many milliseconds, or at once when interrupted. */
    void hold(ScriptContext ctx, long millis);
}
