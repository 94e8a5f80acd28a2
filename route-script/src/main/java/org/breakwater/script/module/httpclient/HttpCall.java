package org.breakwater.script.module.httpclient;

import java.util.List;

/**
 * One request to make.
 *
 * @param method GET or POST
 * @param url with its scheme
 * @param headers {@code Name: value} each
 * @param body wire text, null for none
 * @param limits how long and how much
 */
record HttpCall(String method, String url, List<String> headers, String body, Limits limits) {

    /**
     * What a call may cost.
     *
     * @param seconds for connecting and for the whole answer, 1 or more
     * @param bytes of the answer's body that are kept
     * @param redirects that are followed, 0 for none
     */
    record Limits(int seconds, int bytes, int redirects) {}

    /** The same request elsewhere, as a redirect asks. */
    HttpCall redirected(String newUrl, boolean asGet, boolean withCredentials) {
        List<String> kept = withCredentials
                ? headers
                : headers.stream()
                        .filter(h -> !h.regionMatches(true, 0, "Authorization:", 0, "Authorization:".length()))
                        .toList();
        Limits left = new Limits(limits.seconds(), limits.bytes(), limits.redirects() - 1);
        return new HttpCall(asGet ? "GET" : method, newUrl, kept, asGet ? null : body, left);
    }
}
