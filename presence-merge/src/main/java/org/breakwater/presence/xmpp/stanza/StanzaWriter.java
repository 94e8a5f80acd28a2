package org.breakwater.presence.xmpp.stanza;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/** Writes stanzas as a component sends them. A character XML cannot hold becomes U+FFFD. */
public final class StanzaWriter {

    private StanzaWriter() {}

    /** The stanza as it goes over the stream. */
    public static String text(Stanza stanza) {
        if (stanza instanceof Stanza.Presence p) {
            return presence(p);
        }
        return stanza instanceof Stanza.Message m ? message(m) : query((Stanza.Query) stanza);
    }

    private static String presence(Stanza.Presence p) {
        List<XmlNode> children = new ArrayList<>();
        if (p.show() != Stanza.Presence.Show.ONLINE) {
            children.add(leaf("show", Stanza.word(p.show())));
        }
        addUnlessEmpty(children, "status", p.status());
        if (p.priority() != 0) {
            children.add(leaf("priority", Integer.toString(p.priority())));
        }
        addError(children, p.error());
        boolean available = p.type() == Stanza.Presence.Type.AVAILABLE;
        return stanza("presence", p.envelope(), available ? "" : Stanza.word(p.type()), children);
    }

    private static String message(Stanza.Message m) {
        List<XmlNode> children = new ArrayList<>();
        addUnlessEmpty(children, "subject", m.subject());
        addUnlessEmpty(children, "body", m.body());
        addUnlessEmpty(children, "thread", m.thread());
        addError(children, m.error());
        boolean normal = m.type() == Stanza.Message.Type.NORMAL;
        return stanza("message", m.envelope(), normal ? "" : Stanza.word(m.type()), children);
    }

    private static String query(Stanza.Query q) {
        List<XmlNode> children = new ArrayList<>(q.payload());
        addError(children, q.error());
        return stanza("iq", q.envelope(), Stanza.word(q.type()), children);
    }

    private static String stanza(String name, Envelope e, String type, List<XmlNode> children) {
        List<XmlNode.Attribute> attributes = new ArrayList<>();
        add(attributes, "from", e.from().toString());
        add(attributes, "to", e.to().toString());
        add(attributes, "id", e.id());
        add(attributes, "type", type);
        if (!e.language().isEmpty()) {
            attributes.add(new XmlNode.Attribute("xml", "", "lang", clean(e.language())));
        }
        return XmlTree.writeFragment(new XmlNode.Element("", "", name, List.of(), attributes, children));
    }

    /**
     * An element of another namespace.
     *
     * @param attributes names and values in turn
     */
    public static XmlNode.Element element(
            String namespace, String name, List<String> attributes, List<XmlNode> children) {
        List<XmlNode.Attribute> written = new ArrayList<>();
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            add(written, attributes.get(i), attributes.get(i + 1));
        }
        return new XmlNode.Element(
                "", namespace, name, List.of(new XmlNode.Declaration("", namespace)), written, children);
    }

    private static void add(List<XmlNode.Attribute> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.add(new XmlNode.Attribute("", "", name, clean(value)));
        }
    }

    private static void addUnlessEmpty(List<XmlNode> children, String name, String text) {
        if (!text.isEmpty()) {
            children.add(leaf(name, text));
        }
    }

    private static void addError(List<XmlNode> children, ErrorCondition conditionOrNull) {
        if (conditionOrNull != null) {
            XmlNode.Element condition =
                    element(StreamNames.STANZA_ERRORS, conditionOrNull.element(), List.of(), List.of());
            List<XmlNode.Attribute> type = List.of(new XmlNode.Attribute("", "", "type", conditionOrNull.type()));
            children.add(new XmlNode.Element("", "", "error", List.of(), type, List.of(condition)));
        }
    }

    private static XmlNode.Element leaf(String name, String text) {
        return new XmlNode.Element("", "", name, List.of(), List.of(), List.of(new XmlNode.Text(clean(text))));
    }

    /** For attributes and text outside of stanzas, with what XML needs escaped. */
    public static String escaped(String text) {
        return XmlTree.writeAttributeValue(clean(text));
    }

    private static String clean(String text) {
        if (XmlTree.isWritable(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            clean.append(XmlTree.isWritable(one) ? one : "\uFFFD");
        });
        return clean.toString();
    }
}
