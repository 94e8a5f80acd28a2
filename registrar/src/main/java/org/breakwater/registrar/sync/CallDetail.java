package org.breakwater.registrar.sync;

/**
 * A call that a LifeGUARD routed by itself. Times are milliseconds since 1970, UTC.
 *
 * @param origin which LifeGUARD's database it is from; together with {@code id} it is unique for ever
 * @param id number there
 * @param caller user part of From, or the whole URI when it has none
 * @param callee what was dialled
 * @param code final status of the INVITE
 * @param startedMillis when the INVITE came
 * @param answeredMillis when it was answered; 0 when it was not
 * @param endedMillis when it failed or somebody hung up; 0 when nobody knows
 */
public record CallDetail(
        String origin,
        long id,
        String callId,
        String caller,
        String callee,
        int code,
        long startedMillis,
        long answeredMillis,
        long endedMillis) {

    /** From answer to end in whole seconds, 0 for a call that was not answered; -1 when nobody knows. */
    public long durationSeconds() {
        if (answeredMillis == 0) {
            return 0;
        }
        return endedMillis == 0 ? -1 : Math.max(0, endedMillis - answeredMillis) / 1000;
    }
}
