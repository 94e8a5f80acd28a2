package org.breakwater.presence.xcap;

/**
 * What HTTP sends back.
 *
 * @param etag of the document, without quotes; empty when none is to be sent
 * @param contentType empty without a body
 * @param body in UTF-8
 * @param allow methods of a 405, empty otherwise
 */
public record XcapResponse(int status, String etag, String contentType, String body, String allow) {

    private static final String PLAIN = "text/plain;charset=UTF-8";

    static XcapResponse ok(int status, String etag) {
        return new XcapResponse(status, etag, "", "", "");
    }

    static XcapResponse found(String etag, String contentType, String body) {
        return new XcapResponse(200, etag, contentType, body, "");
    }

    /** With a sentence that says what to do. */
    static XcapResponse refused(int status, String sentence) {
        return new XcapResponse(status, "", PLAIN, sentence + "\n", "");
    }

    static XcapResponse notAllowed(String allow) {
        return new XcapResponse(405, "", PLAIN, "this can be asked for with " + allow + " only\n", allow);
    }

    static XcapResponse conflict(Conflict conflict) {
        return new XcapResponse(409, "", Conflict.CONTENT_TYPE, conflict.document(), "");
    }
}
