package org.breakwater.script.export;

/**
 * A module a script can load. Life: made for one script, {@link #exports()} asked once, its parameters set in the
 * order the script sets them, {@link #start} after all parameters and before any function is bound, {@link #running}
 * when the server takes messages, {@link #stop} in reverse order.
 */
public interface ScriptModule {

    /** The export table; the same object each time. */
    ModuleExports exports();

    /**
     * Checks parameters and prepares (Kamailio's mod_init). Also called by {@code check}, so it must not start
     * anything: no sockets, no files written, no SQL.
     *
     * @throws FixupException when a parameter is missing or its value unusable: the script is refused
     */
    default void start(LoadContext load) throws FixupException {}

    /** The server runs: timers may start, event routes may be raised. Not called by {@code check}. */
    default void running(ModuleRuntime runtime) {}

    /** Stops timers and gives back what it took. */
    default void stop() {}
}
