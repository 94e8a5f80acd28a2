package org.breakwater.registrar.satellite;

/**
 * What a LifeGUARD said last.
 *
 * @param atMillis when, milliseconds since 1970
 * @param member the main server it said it to
 * @param verdict what it held to be true of the main servers; empty when it did not say
 * @param registrations how many of its phones' registrations main servers know through it; 0 or more
 */
public record LastWord(long atMillis, String member, String verdict, int registrations) {

    /** Whether the other main servers should hear of it: it says something new, or some time has passed. */
    boolean isNewsAfter(LastWord before, long afterMillis) {
        return before == null
                || !verdict.equals(before.verdict)
                || registrations != before.registrations
                || atMillis - before.atMillis >= afterMillis;
    }
}
