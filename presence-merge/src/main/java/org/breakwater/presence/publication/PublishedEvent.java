package org.breakwater.presence.publication;

import org.breakwater.presence.xml.DocumentException;

/** An event package whose state is published. */
public interface PublishedEvent {

    /** Its name, {@code presence}. */
    String name();

    /** The media type it speaks; a PUBLISH with another gets 415. */
    String contentType();

    /**
     * The document as it is kept.
     *
     * @throws DocumentException for 400, with a sentence for the sender
     */
    PublishedBody accept(byte[] octets) throws DocumentException;
}
