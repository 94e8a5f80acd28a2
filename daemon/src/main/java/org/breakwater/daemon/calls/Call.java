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
 */
public record Call(
        String callId, String from, String to, CallState state, long startedMillis, long answeredMillis, String owner) {

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

    private Call in(CallState next, long answered) {
        return new Call(callId, from, to, next, startedMillis, answered, owner);
    }
}
