package org.breakwater.script.module.httpclient;

/**
 * What came of a request.
 *
 * @param code the HTTP status, or below 100 a {@link Fault} number
 * @param body wire text, cut at the limit; empty when there is none
 * @param url of the last request made
 */
record HttpAnswer(int code, String body, String url) {

    static HttpAnswer failed(Fault fault, String url) {
        return new HttpAnswer(fault.number(), "", url);
    }

    /** Whether another server is worth a try: no answer, or 5xx. */
    boolean isFailure() {
        return code < 100 || code >= 500;
    }
}
