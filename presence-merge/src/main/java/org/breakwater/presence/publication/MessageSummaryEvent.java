package org.breakwater.presence.publication;

import java.nio.charset.StandardCharsets;
import org.breakwater.presence.document.mwi.MessageSummary;
import org.breakwater.presence.xml.DocumentException;

/** The package {@code message-summary} (RFC 3842), whose state mailboxes publish. */
public final class MessageSummaryEvent implements PublishedEvent {

    @Override
    public String name() {
        return "message-summary";
    }

    @Override
    public String contentType() {
        return MessageSummary.CONTENT_TYPE;
    }

    @Override
    public PublishedBody accept(byte[] octets) throws DocumentException {
        String text = new String(MessageSummary.read(octets).write(), StandardCharsets.UTF_8);
        return new PublishedBody(contentType(), text, Sameness.of(text));
    }
}
