package org.breakwater.media.tone;

/** Measures how much of a block's power lies at one frequency (Goertzel's algorithm). Stateless after construction. */
public final class Goertzel {

    private final double coefficient;

    /** A meter for one frequency in samples of this rate. */
    public Goertzel(int clockRate, double hertz) {
        coefficient = 2 * Math.cos(2 * Math.PI * hertz / clockRate);
    }

    /**
     * The share of the block's power at the frequency: about 1 for a pure tone, near 0 for anything else and for
     * silence.
     */
    public double share(short[] samples, int count) {
        double s1 = 0;
        double s2 = 0;
        double total = 0;
        for (int i = 0; i < count; i++) {
            double x = samples[i];
            double s0 = x + coefficient * s1 - s2;
            s2 = s1;
            s1 = s0;
            total += x * x;
        }
        if (total == 0) {
            return 0;
        }
        double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        return Math.min(1, 2 * power / (total * count));
    }
}
