package org.breakwater.script.run;

/** What the script wants of replies made here, and of how they are sent. */
public final class ReplyState {

    private final StringBuilder extraHeaders = new StringBuilder();
    private boolean forceRport;
    private boolean closeAfterReply;
    private boolean noConnectForReply;
    private boolean noConnectForForward;
    private String body;
    private String contentType;

    /** Header fields for the next reply, each with its line break ({@code append_to_reply}). */
    public StringBuilder extraHeaders() {
        return extraHeaders;
    }

    /** Whether replies go to the source port even without rport ({@code force_rport}). */
    public boolean isForceRport() {
        return forceRport;
    }

    /** Asks for replies to the source port. */
    public void setForceRport(boolean on) {
        forceRport = on;
    }

    /** Whether the connection is closed after the reply ({@code set_reply_close}). */
    public boolean isCloseAfterReply() {
        return closeAfterReply;
    }

    /** Asks for the connection to be closed after the reply. */
    public void setCloseAfterReply(boolean on) {
        closeAfterReply = on;
    }

    /** Whether a reply is lost rather than a connection opened for it ({@code set_reply_no_connect}). */
    public boolean isNoConnectForReply() {
        return noConnectForReply;
    }

    /** Forbids opening a connection for the reply. */
    public void setNoConnectForReply(boolean on) {
        noConnectForReply = on;
    }

    /** Whether the request is refused rather than a connection opened for it ({@code set_forward_no_connect}). */
    public boolean isNoConnectForForward() {
        return noConnectForForward;
    }

    /** Forbids opening a connection for the forwarded request. */
    public void setNoConnectForForward(boolean on) {
        noConnectForForward = on;
    }

    /** Body for the next reply ({@code set_reply_body}), or null. */
    public String body() {
        return body;
    }

    /** Content type of that body. */
    public String contentType() {
        return contentType;
    }

    /** Sets the body for the next reply. */
    public void setBody(String newBody, String newContentType) {
        body = newBody;
        contentType = newContentType;
    }
}
