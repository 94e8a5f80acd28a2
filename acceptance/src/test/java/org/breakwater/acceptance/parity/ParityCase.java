package org.breakwater.acceptance.parity;

import java.nio.file.Path;
import java.util.List;

/**
 * One script with what is sent to it.
 *
 * @param name folder and file name without extension, for example {@code lexer/nested-comment}
 * @param file the script
 * @param title one sentence: what is looked at
 * @param intent what the author meant to happen on kamailio; guards against accidental errors in the script
 * @param defines {@code -A} arguments
 * @param sends requests, sent one after the other when the previous effect has settled
 * @param waitMillis shortest time to watch after each request, for scripts that use timers
 * @param silent true when the script must have no effect at all
 */
public record ParityCase(
        String name,
        Path file,
        String title,
        Intent intent,
        List<String> defines,
        List<Send> sends,
        long waitMillis,
        boolean silent) {

    /** What the author of a script meant to happen on kamailio. */
    public enum Intent {
        /** Accepted by {@code -c} and started. */
        RUNS,
        /** Refused by {@code -c} (and at start). */
        CHECK_REFUSES,
        /** Accepted by {@code -c}, refused at start. */
        START_REFUSES
    }

    /**
     * A request to send.
     *
     * @param method request method; empty for a raw message
     * @param target request URI, or {@code dialog} to use remote target, tags and route set of the last INVITE
     * @param headers header lines that replace a default of the same name, or are added
     * @param removed names of default headers to leave out
     * @param body body lines, or the lines of a raw message
     * @param credentials none, or one entry: user and password to answer the last challenge with
     */
    public record Send(
            String method,
            String target,
            List<String> headers,
            List<String> removed,
            List<String> body,
            List<String> credentials) {
        /** True when {@link #body} is the complete message. */
        boolean raw() {
            return method.isEmpty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
