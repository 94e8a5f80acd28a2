package org.breakwater.presence.xmpp.stanza;

/** What came over the stream cannot be gone on with: the stream has to be closed. The message is for an operator. */
public final class StreamException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String condition;

    /**
     * @param condition the stream error to send (RFC 6120 §4.9.3)
     */
    public StreamException(String condition, String message) {
        super(message);
        this.condition = condition;
    }

    /** The stream error to send, {@code not-well-formed} for example. */
    public String condition() {
        return condition;
    }
}
