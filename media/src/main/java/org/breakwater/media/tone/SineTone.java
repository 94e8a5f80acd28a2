package org.breakwater.media.tone;

/** The sum of sine waves at one level each: one frequency is a steady tone, two a DTMF or dial tone. Not thread-safe. */
public final class SineTone implements SampleSource {

    private static final double FULL_SCALE = 32767;

    private final double[] step;
    private final double[] phase;
    private final double amplitude;

    /**
     * A tone.
     *
     * @param clockRate samples per second
     * @param levelDb level of each frequency relative to full scale, 0 or below
     * @param hertz one frequency or more, each below half the clock rate
     */
    public SineTone(int clockRate, double levelDb, double... hertz) {
        if (hertz.length == 0) {
            throw new IllegalArgumentException("a tone needs a frequency");
        }
        amplitude = FULL_SCALE * Math.pow(10, levelDb / 20);
        step = new double[hertz.length];
        phase = new double[hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            if (hertz[i] <= 0 || hertz[i] * 2 >= clockRate) {
                throw new IllegalArgumentException("no tone of " + hertz[i] + " Hz at " + clockRate + " samples/s");
            }
            step[i] = 2 * Math.PI * hertz[i] / clockRate;
        }
    }

    @Override
    public void read(short[] frame, int count) {
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int k = 0; k < step.length; k++) {
                sum += Math.sin(phase[k]);
                phase[k] += step[k];
                if (phase[k] > 2 * Math.PI) {
                    phase[k] -= 2 * Math.PI;
                }
            }
            frame[i] = (short) Math.max(-FULL_SCALE, Math.min(FULL_SCALE, Math.round(sum * amplitude)));
        }
    }
}
