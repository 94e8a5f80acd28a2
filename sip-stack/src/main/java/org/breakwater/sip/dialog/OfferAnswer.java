package org.breakwater.sip.dialog;

/**
 * Who has offered and who owes an answer (RFC 3264, RFC 3311 §5, RFC 6337 §2). At most one offer is open at a time in
 * one dialog. Not thread-safe.
 */
public final class OfferAnswer {

    private State state = State.NONE;
    private State beforeOffer = State.NONE;

    /** Where the negotiation stands. */
    public enum State {
        /** No session description was exchanged yet. */
        NONE,
        /** We offered and wait. */
        LOCAL_OFFER,
        /** The peer offered; we owe an answer. */
        REMOTE_OFFER,
        /** Offer and answer are complete. */
        STABLE
    }

    /** What to do with an offer of the peer (RFC 3311 §5.2, RFC 3261 §14.2). */
    public enum OfferVerdict {
        /** Answer it. */
        ACCEPTED,
        /** Ours is open: answer 491. */
        GLARE,
        /** The peer's own earlier offer is unanswered: answer 500 with Retry-After of 0 to 10 s. */
        UNANSWERED
    }

    /** Where the negotiation stands. */
    public State state() {
        return state;
    }

    /** Whether we may offer now, by re-INVITE, UPDATE or in an answer to an INVITE without offer. */
    public boolean mayOffer() {
        return state == State.NONE || state == State.STABLE;
    }

    /**
     * We send an offer.
     *
     * @throws IllegalStateException when {@link #mayOffer()} is false
     */
    public void localOffer() {
        if (!mayOffer()) {
            throw new IllegalStateException("offer while " + state);
        }
        beforeOffer = state;
        state = State.LOCAL_OFFER;
    }

    /** The peer sends an offer. */
    public OfferVerdict remoteOffer() {
        if (state == State.LOCAL_OFFER) {
            return OfferVerdict.GLARE;
        }
        if (state == State.REMOTE_OFFER) {
            return OfferVerdict.UNANSWERED;
        }
        beforeOffer = state;
        state = State.REMOTE_OFFER;
        return OfferVerdict.ACCEPTED;
    }

    /** An answer was sent or received; without an open offer nothing changes (a repeated answer in a 2xx after 183). */
    public void answered() {
        if (state == State.LOCAL_OFFER || state == State.REMOTE_OFFER) {
            state = State.STABLE;
        }
    }

    /** The request that carried the offer was refused: the session stays as it was (RFC 3261 §14.1). */
    public void refused() {
        if (state == State.LOCAL_OFFER || state == State.REMOTE_OFFER) {
            state = beforeOffer;
        }
    }

    /** A description came in a response: an answer to ours, or an offer when we sent none. */
    public OfferVerdict remoteDescription() {
        if (state == State.LOCAL_OFFER) {
            answered();
            return OfferVerdict.ACCEPTED;
        }
        return remoteOffer();
    }
}
