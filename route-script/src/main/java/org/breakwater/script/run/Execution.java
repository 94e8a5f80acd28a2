package org.breakwater.script.run;

import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Worker;

/**
 * One place where scripts run: a worker, or a pool thread that runs blocking scripts for a worker. Holds the {@code
 * $var} variables, which belong to the place and not to the message.
 */
public final class Execution {

    private final Worker worker;
    private final ScriptLog log;
    private final Value[] variables;

    /**
     * @param worker whose messages are processed here
     * @param variableCount how many {@code $var} names the program uses
     */
    public Execution(Worker worker, ScriptLog log, int variableCount) {
        this.worker = worker;
        this.log = log;
        this.variables = new Value[variableCount];
        java.util.Arrays.fill(variables, Value.ZERO);
    }

    /** The worker. */
    public Worker worker() {
        return worker;
    }

    /** Where log functions write. */
    public ScriptLog log() {
        return log;
    }

    /** The {@code $var} with this slot. */
    public Value variable(int slot) {
        return variables[slot];
    }

    /** Sets the {@code $var} with this slot. */
    public void setVariable(int slot, Value value) {
        variables[slot] = value;
    }

    /** The clock. */
    public TimeSource time() {
        return worker.time();
    }
}
