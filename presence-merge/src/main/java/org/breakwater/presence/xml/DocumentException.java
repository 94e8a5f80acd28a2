package org.breakwater.presence.xml;

/** A document is not what it should be. The message names the element and says what to do. */
public final class DocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the sender and the log. */
    public DocumentException(String message) {
        super(message);
    }
}
