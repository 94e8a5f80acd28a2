package org.breakwater.sip.message;

/**
 * Where the three parts of a start line lie: method, Request-URI and version, or version, status and reason.
 *
 * @param method the method of a request, null for a response
 * @param status the status of a response, 0 for a request
 */
public record StartLine(
        Method method,
        int status,
        int firstStart,
        int firstEnd,
        int middleStart,
        int middleEnd,
        int lastStart,
        int lastEnd) {

    /** Whether the message is a request. */
    public boolean isRequest() {
        return method != null;
    }
}
