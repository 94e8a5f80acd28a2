package org.breakwater.daemon.calls;

/**
 * A call.
 *
 * @param callId its Call-ID
 * @param from URI of who calls
 * @param to URI of who is called
 * @param state where it stands
 * @param startedMillis when the INVITE came, milliseconds since 1970
 * @param answeredMillis when it was answered, 0 if it was not
 * @param owner the run of the server that took the INVITE, see {@link org.breakwater.platform.state.Member#text()}
 * @param legs who takes part
 */
public record Call(
        String callId,
        String from,
        String to,
        CallState state,
        long startedMillis,
        long answeredMillis,
        String owner,
        CallLegs legs) {

    Call ringing() {
        return state == CallState.CALLING ? in(CallState.RINGING, 0) : this;
    }

    Call answered(long nowMillis) {
        return state == CallState.ANSWERED ? this : in(CallState.ANSWERED, nowMillis);
    }

    /** The same call after its server died. */
    Call lost() {
        return state == CallState.LOST ? this : in(CallState.LOST, answeredMillis);
    }

    /** The same call with other legs; the same object when they are the same. */
    Call with(CallLegs others) {
        return others == legs ? this : new Call(callId, from, to, state, startedMillis, answeredMillis, owner, others);
    }

    /** Whether people may be talking: it was answered, by all that is known. */
    public boolean isUp() {
        return state == CallState.ANSWERED || state == CallState.LOST && answeredMillis > 0;
    }

    private Call in(CallState next, long answered) {
        return new Call(callId, from, to, next, startedMillis, answered, owner, legs);
    }
}
