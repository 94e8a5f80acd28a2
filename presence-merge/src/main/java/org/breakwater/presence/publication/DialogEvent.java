package org.breakwater.presence.publication;

import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.dialog.DialogInfoWriter;
import org.breakwater.presence.xml.DocumentException;

/** The packages {@code dialog} (RFC 4235) and {@code dialog;sla}, whose state phones of a shared line publish. */
public final class DialogEvent implements PublishedEvent {

    private final String name;

    /**
     * @param name {@code dialog} or {@code dialog;sla}
     */
    public DialogEvent(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String contentType() {
        return DialogInfoWriter.CONTENT_TYPE;
    }

    @Override
    public PublishedBody accept(byte[] octets) throws DocumentException {
        DialogInfo info = DialogInfoReader.read(octets);
        String same = DialogInfoWriter.text(info.numbered(0));
        return new PublishedBody(contentType(), DialogInfoWriter.text(info), Sameness.of(same));
    }
}
