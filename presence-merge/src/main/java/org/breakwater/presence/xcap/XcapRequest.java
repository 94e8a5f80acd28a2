package org.breakwater.presence.xcap;

/**
 * A request as HTTP brought it.
 *
 * @param method upper case
 * @param uri path below the root of all documents, beginning with {@code /}, and query; escaped as it came
 * @param body empty without
 */
public record XcapRequest(String method, String uri, Who who, Fields fields, byte[] body) {

    /**
     * Who asks; authenticated by whoever calls.
     *
     * @param user as a SIP URI or {@code user@host}; empty for nobody
     * @param administrator whether they may do everything
     */
    public record Who(String user, boolean administrator) {}

    /** Header fields that matter; empty when absent. */
    public record Fields(String contentType, String ifMatch, String ifNoneMatch) {

        /** None. */
        public static final Fields NONE = new Fields("", "", "");
    }
}
