package org.breakwater.pbx.phone;

import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.media.transport.AudioReport;

/** The phone's ear and mouth, as its calls see them. Used on the signalling worker. */
interface AudioLine {

    /** A session description that offers all we can. */
    byte[] offer();

    /** The answer to an offer, and audio as agreed from now on; empty when nothing was in common. */
    Optional<byte[]> answer(byte[] offer);

    /** Takes the answer to our offer: audio as agreed from now on. False when nothing was in common. */
    boolean conclude(byte[] answer);

    /** How what was agreed on last reads, as {@code PCMU with 127.0.0.1:4000}. */
    String agreed();

    /** Stops sending and tells what the stream did, on the signalling worker. */
    void finish(Consumer<AudioReport> report);
}
