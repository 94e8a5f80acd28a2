package org.breakwater.script.module.cfgutils;

import java.util.function.IntUnaryOperator;

/** Decides at random, with a probability in percent that can be changed while the server runs. Safe on any thread. */
final class Chance {

    static final int CERTAIN = 100;

    private final IntUnaryOperator random;
    private int initial = 10;
    private volatile int percent = initial;

    /** @param random a number from 0 to below its argument */
    Chance(IntUnaryOperator random) {
        this.random = random;
    }

    void setInitial(int value) {
        initial = value;
        percent = value;
    }

    void set(int value) {
        percent = value;
    }

    void reset() {
        percent = initial;
    }

    int percent() {
        return percent;
    }

    boolean happens() {
        return random.applyAsInt(CERTAIN) < percent;
    }

    /** A number from 0 to below 2^31. */
    int number() {
        return random.applyAsInt(Integer.MAX_VALUE);
    }
}
