package org.breakwater.sip.agent;

import java.util.Optional;
import org.breakwater.sip.dialog.ReferTo;

/** Hears what becomes of a call. Session descriptions are the octets of {@code application/sdp}. */
public interface CallListener {

    /**
     * A call of ours got a provisional response other than 100.
     *
     * @param description early media, or null
     */
    void progress(int status, String reason, byte[] description);

    /**
     * The call is established.
     *
     * @param description the peer's answer or, of a call that came without one, offer; null when there is none
     */
    void established(byte[] description);

    /**
     * The peer offers another session: hold, resume, move.
     *
     * @param offer null when the peer asks us to offer
     * @return the answer, or our offer; empty refuses with 488
     */
    Optional<byte[]> offered(byte[] offer);

    /** The peer asks us to call somebody else; true accepts, and the call wants {@link Call#transferStatus} told. */
    default boolean transferRequested(ReferTo referTo) {
        return false;
    }

    /** How the transfer we asked for goes on: a status of the new call, or of the REFER when that was refused. */
    default void transferProgress(int status) {
        // not everybody transfers
    }

    /** The call is over; nothing more is told. */
    void ended(CallEnd end);
}
