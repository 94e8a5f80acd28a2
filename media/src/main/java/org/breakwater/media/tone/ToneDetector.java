package org.breakwater.media.tone;

/**
 * Tells whether a steady tone can be heard: so many blocks in a row must be loud enough and lie mostly at its
 * frequency. Not thread-safe.
 */
public final class ToneDetector {

    private static final double MIN_SHARE = 0.6;
    private static final double MIN_RMS = 200;

    private final Goertzel meter;
    private final int blocksNeeded;
    private int blocksInRow;
    private boolean heard;

    /**
     * A detector for one frequency.
     *
     * @param blocksNeeded consecutive blocks that make a tone; 5 of 20 ms each are a good choice
     */
    public ToneDetector(int clockRate, double hertz, int blocksNeeded) {
        this.meter = new Goertzel(clockRate, hertz);
        this.blocksNeeded = blocksNeeded;
    }

    /** Listens to the next block of at least 10 ms. */
    public void listen(short[] samples, int count) {
        boolean toneNow = rms(samples, count) >= MIN_RMS && meter.share(samples, count) >= MIN_SHARE;
        blocksInRow = toneNow ? blocksInRow + 1 : 0;
        heard |= blocksInRow >= blocksNeeded;
    }

    /** Whether the tone was heard at any time so far. */
    public boolean heard() {
        return heard;
    }

    private static double rms(short[] samples, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return count == 0 ? 0 : Math.sqrt(sum / count);
    }
}
