package org.breakwater.pbx.calls;

/**
 * A call.
 *
 * @param callId its Call-ID
 * @param from URI of who calls
 * @param to URI of who is called
 * @param state where it stands
 * @param startedMillis when the INVITE came, milliseconds since 1970
 * @param answeredMillis when it was answered, 0 if it was not
 */
public record Call(String callId, String from, String to, CallState state, long startedMillis, long answeredMillis) {

    Call ringing() {
        return state == CallState.CALLING ? new Call(callId, from, to, CallState.RINGING, startedMillis, 0) : this;
    }

    Call answered(long nowMillis) {
        return state == CallState.ANSWERED
                ? this
                : new Call(callId, from, to, CallState.ANSWERED, startedMillis, nowMillis);
    }
}
