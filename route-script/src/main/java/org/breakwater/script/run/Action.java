package org.breakwater.script.run;

/**
 * A statement or bound function call. The result is Kamailio's return code: above 0 success, below 0 failure, 0 stops
 * the whole script.
 */
@FunctionalInterface
public interface Action {

    /** Carries it out. */
    int run(ScriptContext ctx);
}
