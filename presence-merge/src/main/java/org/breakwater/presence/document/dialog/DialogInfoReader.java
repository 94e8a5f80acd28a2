package org.breakwater.presence.document.dialog;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;

/** Reads dialog-info. A dialog without a state we know is passed over; one without an id gets one by position. */
public final class DialogInfoReader {

    static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";
    static final String RENDERING = "+sip.rendering";

    private DialogInfoReader() {}

    /** A document from a phone, within {@link XmlLimits#FROM_PHONES}. */
    public static DialogInfo read(byte[] octets) throws DocumentException {
        return read(octets, XmlLimits.FROM_PHONES);
    }

    /** A document within other limits. */
    public static DialogInfo read(byte[] octets, XmlLimits limits) throws DocumentException {
        XmlElement root = XmlReader.read(octets, limits);
        if (!root.is(NAMESPACE, "dialog-info")) {
            throw new DocumentException("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; dialog state begins with <dialog-info xmlns=\"" + NAMESPACE + "\">");
        }
        String entity = root.attribute("entity").strip();
        if (entity.isEmpty()) {
            throw new DocumentException("<dialog-info> has no attribute entity; name whose dialogs they are");
        }
        List<DialogElement> dialogs = new ArrayList<>();
        int position = 0;
        for (XmlElement element : root.all(NAMESPACE, "dialog")) {
            dialog(element, ++position, dialogs);
        }
        boolean full = !root.attribute("state").strip().equalsIgnoreCase("partial");
        return new DialogInfo(root.number("version", 0), full, entity, dialogs);
    }

    private static void dialog(XmlElement element, int position, List<DialogElement> to) {
        XmlElement state = element.first(NAMESPACE, "state");
        if (state == null) {
            return;
        }
        String id = element.attribute("id").strip();
        CallIds ids = new CallIds(
                element.attribute("call-id"), element.attribute("local-tag"), element.attribute("remote-tag"));
        DialogState.ofText(state.text())
                .ifPresent(known -> to.add(new DialogElement(
                        id.isEmpty() ? "dialog-" + position : id,
                        ids,
                        direction(element.attribute("direction")),
                        known,
                        state.attribute("event"),
                        party(element.first(NAMESPACE, "local")),
                        party(element.first(NAMESPACE, "remote")))));
    }

    private static Direction direction(String text) {
        for (Direction direction : Direction.values()) {
            if (direction.text().equalsIgnoreCase(text.strip())) {
                return direction;
            }
        }
        return null;
    }

    private static Party party(XmlElement elementOrNull) {
        if (elementOrNull == null) {
            return Party.NONE;
        }
        XmlElement identity = elementOrNull.first(NAMESPACE, "identity");
        XmlElement target = elementOrNull.first(NAMESPACE, "target");
        String uri = identity == null ? "" : identity.text();
        String goesTo = target == null ? "" : target.attribute("uri").strip();
        return new Party(
                uri,
                uri.isEmpty() ? "" : identity.attribute("display"),
                goesTo,
                goesTo.isEmpty() ? null : rendering(target));
    }

    private static Boolean rendering(XmlElement target) {
        for (XmlElement param : target.all(NAMESPACE, "param")) {
            if (param.attribute("pname").equals(RENDERING)) {
                return !param.attribute("pval").equalsIgnoreCase("no");
            }
        }
        return null;
    }
}
