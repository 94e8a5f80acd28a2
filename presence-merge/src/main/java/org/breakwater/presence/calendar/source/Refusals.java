package org.breakwater.presence.calendar.source;

import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.http.HttpReply;

/** What a status that is no success means for the administrator. */
final class Refusals {

    private Refusals() {}

    static CalendarException of(HttpReply reply) {
        int status = reply.status();
        String words = switch (status) {
            case 401 -> "the server refuses the login (401); add the calendar anew with the right password";
            case 403 -> "the login may not see this calendar (403); share the calendar with it";
            case 404, 410 -> "there is no calendar at this address (" + status + "); look where it moved";
            case 405, 501 ->
                "the server does not know this kind of question (" + status
                        + "); is it the address of a calendar, and is the kind right?";
            case 429 -> "the server wants fewer questions (429)";
            default ->
                status >= 500
                        ? "the server is not well (" + status + "); it is asked again later"
                        : "the server answered with status " + status + "; is the address right?";
        };
        return new CalendarException(words, status == 429 || status == 503 ? reply.retryAfterSeconds() : 0);
    }
}
