package org.breakwater.presence.xcap;

/** A URI that names nothing here. The message says what to do. */
public final class XcapUriException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * With a sentence.
     *
     * @param status 400 or 404
     */
    public XcapUriException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Of the response. */
    public int status() {
        return status;
    }
}
