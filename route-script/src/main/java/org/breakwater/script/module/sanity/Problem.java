package org.breakwater.script.module.sanity;

/**
 * What is wrong with a message.
 *
 * @param status to answer with; 0 when nothing is to be answered
 * @param reason reason phrase
 * @param headers header fields for the answer, each with its line break; may be empty
 */
record Problem(int status, String reason, String headers) {

    static Problem bad(String reason) {
        return new Problem(400, reason, "");
    }

    static Problem unanswered(String reason) {
        return new Problem(0, reason, "");
    }
}
