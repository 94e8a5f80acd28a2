package org.breakwater.media.tone;

/** Something that can be heard: fills frames one after the other without a click in between. */
public interface SampleSource {

    /** Nothing to hear. */
    SampleSource SILENCE = (frame, count) -> java.util.Arrays.fill(frame, 0, count, (short) 0);

    /** Writes the next {@code count} samples from index 0. */
    void read(short[] frame, int count);
}
