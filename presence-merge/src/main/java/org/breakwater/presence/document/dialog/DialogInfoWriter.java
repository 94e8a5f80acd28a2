package org.breakwater.presence.document.dialog;

import org.breakwater.presence.xml.XmlWriter;

/** Writes dialog-info in one form, the dialogs in the order they have. */
public final class DialogInfoWriter {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/dialog-info+xml";

    private final XmlWriter xml = new XmlWriter();

    private DialogInfoWriter() {}

    /** The document's octets. */
    public static byte[] write(DialogInfo info) {
        return document(info).toBytes();
    }

    /** The document as text. */
    public static String text(DialogInfo info) {
        return document(info).toText();
    }

    private static XmlWriter document(DialogInfo info) {
        DialogInfoWriter writer = new DialogInfoWriter();
        writer.info(info);
        return writer.xml;
    }

    private void info(DialogInfo info) {
        xml.open("dialog-info")
                .attribute("xmlns", DialogInfoReader.NAMESPACE)
                .attribute("version", Long.toString(info.version()))
                .attribute("state", info.full() ? "full" : "partial")
                .attribute("entity", info.entity());
        info.dialogs().forEach(this::dialog);
        xml.close();
    }

    private void dialog(DialogElement dialog) {
        xml.open("dialog")
                .attribute("id", dialog.id())
                .attributeUnlessEmpty("call-id", dialog.ids().callId())
                .attributeUnlessEmpty("local-tag", dialog.ids().localTag())
                .attributeUnlessEmpty("remote-tag", dialog.ids().remoteTag());
        if (dialog.direction() != null) {
            xml.attribute("direction", dialog.direction().text());
        }
        xml.open("state")
                .attributeUnlessEmpty("event", dialog.event())
                .text(dialog.state().text())
                .close();
        party("local", dialog.local());
        party("remote", dialog.remote());
        xml.close();
    }

    private void party(String name, Party party) {
        if (party.equals(Party.NONE)) {
            return;
        }
        xml.open(name);
        if (!party.identity().isEmpty()) {
            xml.open("identity")
                    .attributeUnlessEmpty("display", party.display())
                    .text(party.identity())
                    .close();
        }
        if (!party.target().isEmpty()) {
            xml.open("target").attribute("uri", party.target());
            if (party.rendering() != null) {
                xml.open("param")
                        .attribute("pname", DialogInfoReader.RENDERING)
                        .attribute("pval", party.rendering() ? "yes" : "no")
                        .close();
            }
            xml.close();
        }
        xml.close();
    }
}
