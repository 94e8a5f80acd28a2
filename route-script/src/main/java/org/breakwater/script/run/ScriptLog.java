package org.breakwater.script.run;

/** Where the script's log functions and run-time faults go. Must not block. */
@FunctionalInterface
public interface ScriptLog {

    /**
     * Writes a line.
     *
     * @param level Kamailio's: -5 alert, -4 bug, -3 crit2, -2 crit, -1 error, 0 warning, 1 notice, 2 info, 3 debug
     * @param text wire text, line breaks included as the script wrote them
     */
    void log(int level, String text);

    /** Whether lines of a level are written at all, so that nobody formats them in vain. */
    default boolean isEnabled(int level) {
        return level <= 2;
    }
}
