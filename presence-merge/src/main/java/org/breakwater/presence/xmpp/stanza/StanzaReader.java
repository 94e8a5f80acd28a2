package org.breakwater.presence.xmpp.stanza;

import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/** Reads what a server sends to a component. What it does not know is passed over. */
public final class StanzaReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 2000;
    private static final String COMPONENT = StreamNames.COMPONENT;
    private static final Map<String, String> DECLARED = Map.of("", COMPONENT, "stream", StreamNames.STREAMS);

    private StanzaReader() {}

    /**
     * The element of the first level of a stream.
     *
     * @throws StreamException when it is not well-formed, or has more in it than anybody needs
     */
    public static XmlNode.Element element(String text) throws StreamException {
        try {
            return XmlTree.readFragment(text, DECLARED, new XmlLimits(text.length() + 1, MAX_DEPTH, MAX_ELEMENTS));
        } catch (DocumentException e) {
            throw new StreamException("not-well-formed", e.getMessage());
        }
    }

    /** The stanza of an element; empty for one that is none, or whose addresses or type are none. */
    public static Optional<Stanza> stanza(XmlNode.Element element) {
        if (!element.namespace().equals(COMPONENT)) {
            return Optional.empty();
        }
        Optional<Jid> from = Jid.parse(element.attribute("from"));
        Optional<Jid> to = Jid.parse(element.attribute("to"));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String language = element.attribute("http://www.w3.org/XML/1998/namespace", "lang");
        Envelope envelope =
                new Envelope(from.get(), to.get(), element.attribute("id"), language == null ? "" : language);
        return switch (element.name()) {
            case "presence" -> presence(envelope, element);
            case "message" -> message(envelope, element);
            case "iq" -> query(envelope, element);
            default -> Optional.empty();
        };
    }

    private static Optional<Stanza> presence(Envelope envelope, XmlNode.Element element) {
        String word = element.attribute("type");
        Optional<Stanza.Presence.Type> type = word.isEmpty()
                ? Optional.of(Stanza.Presence.Type.AVAILABLE)
                : Stanza.ofWord(Stanza.Presence.Type.class, word).filter(t -> t != Stanza.Presence.Type.AVAILABLE);
        return type.map(t -> new Stanza.Presence(
                envelope,
                t,
                Stanza.ofWord(
                                Stanza.Presence.Show.class,
                                textOf(element, "show").strip())
                        .orElse(Stanza.Presence.Show.ONLINE),
                textOf(element, "status"),
                priority(textOf(element, "priority").strip()),
                error(element)));
    }

    private static int priority(String text) {
        if (!text.matches("[+-]?[0-9]{1,3}")) {
            return 0;
        }
        int number = Integer.parseInt(text);
        return number >= -128 && number <= 127 ? number : 0;
    }

    /** A type nobody knows counts as {@code normal} (RFC 6121 §5.2.2). */
    private static Optional<Stanza> message(Envelope envelope, XmlNode.Element element) {
        Stanza.Message.Type type = Stanza.ofWord(Stanza.Message.Type.class, element.attribute("type"))
                .orElse(Stanza.Message.Type.NORMAL);
        return Optional.of(new Stanza.Message(
                envelope,
                type,
                textOf(element, "subject"),
                textOf(element, "thread").strip(),
                textOf(element, "body"),
                error(element)));
    }

    private static Optional<Stanza> query(Envelope envelope, XmlNode.Element element) {
        return Stanza.ofWord(Stanza.Query.Type.class, element.attribute("type"))
                .map(type -> new Stanza.Query(
                        envelope,
                        type,
                        element.elements().stream()
                                .filter(child -> !child.is(COMPONENT, "error"))
                                .toList(),
                        error(element)));
    }

    /** Of several in different languages the first; white space is the writer's. */
    private static String textOf(XmlNode.Element element, String name) {
        for (XmlNode.Element child : element.elements()) {
            if (child.is(COMPONENT, name)) {
                StringBuilder text = new StringBuilder();
                for (XmlNode piece : child.children()) {
                    if (piece instanceof XmlNode.Text t) {
                        text.append(t.text());
                    }
                }
                return text.toString();
            }
        }
        return "";
    }

    private static ErrorCondition error(XmlNode.Element element) {
        if (!element.attribute("type").equals("error")) {
            return null;
        }
        return element.elements().stream()
                .filter(child -> child.is(COMPONENT, "error"))
                .flatMap(child -> child.elements().stream())
                .filter(child -> child.namespace().equals(StreamNames.STANZA_ERRORS)
                        && !child.name().equals("text"))
                .findFirst()
                .map(child -> ErrorCondition.ofElement(child.name()))
                .orElse(ErrorCondition.UNDEFINED_CONDITION);
    }
}
