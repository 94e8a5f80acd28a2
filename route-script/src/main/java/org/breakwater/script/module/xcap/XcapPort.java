package org.breakwater.script.module.xcap;

/** The documents behind the script's functions. Threads of the script pool; may block. */
@FunctionalInterface
public interface XcapPort {

    /** A server without documents. */
    XcapPort NONE = call -> new Answer(501, "", "", "XCAP is not available here\n", "");

    /** Answers a request. */
    Answer answer(Call call);

    /**
     * A request as HTTP brought it.
     *
     * @param owner URI of the user the script lets do it
     * @param path below the root of all documents, with query, escaped as it came
     * @param body empty without
     */
    record Call(String method, String owner, String path, Fields fields, byte[] body) {}

    /** Header fields that matter; empty when absent. */
    record Fields(String contentType, String ifMatch, String ifNoneMatch) {}

    /**
     * What HTTP sends back.
     *
     * @param etag without quotes, empty for none
     * @param contentType empty without a body
     * @param body as Unicode
     * @param allow value of Allow, empty for none
     */
    record Answer(int status, String etag, String contentType, String body, String allow) {}
}
