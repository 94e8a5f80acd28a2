package org.breakwater.script.module.xcap;

/** The documents behind the script's functions. Threads of the script pool; may block. */
public interface XcapPort {

    /** A server without documents. */
    XcapPort NONE = new XcapPort() {
        @Override
        public void use(String dbUrl, String root) {
            // nothing goes by them
        }

        @Override
        public Answer answer(Call call) {
            return new Answer(501, "", "", "XCAP is not available here\n", "");
        }
    };

    /**
     * A script that has documents and no presence is started from now on; else they are where presence says.
     *
     * @param dbUrl database, empty for the server's own
     * @param root what the paths of all documents begin with
     * @throws IllegalArgumentException when there can be no database of that URL
     */
    void use(String dbUrl, String root);

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
