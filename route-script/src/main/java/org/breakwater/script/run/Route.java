package org.breakwater.script.run;

/** A compiled route block. */
public interface Route {

    /** Its name; empty for the unnamed ones. */
    String name();

    /** Its kind. */
    RouteKind kind();

    /** Runs it as part of a script that is already running: {@code return} leaves it, {@code exit} leaves all. */
    int run(ScriptContext ctx);

    /**
     * Whether something it can reach may block (SQL in the script, HTTP, exec): such a route runs on a pool thread,
     * not on an event loop. Known when the script is compiled.
     */
    boolean mayBlock();
}
