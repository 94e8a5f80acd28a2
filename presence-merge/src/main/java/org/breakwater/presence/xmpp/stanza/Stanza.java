package org.breakwater.presence.xmpp.stanza;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.presence.xml.XmlNode;

/** A stanza (RFC 6120 §8). Parts a gateway to SIP has no use for are not kept. */
public sealed interface Stanza {

    /** From whom, to whom. */
    Envelope envelope();

    /**
     * Presence and subscriptions to it (RFC 6121 §3, §4).
     *
     * @param show how available somebody is
     * @param status words for people, empty without
     * @param priority of this device, -128 to 127; below 0 it takes no messages
     * @param error null unless the type is {@code ERROR}
     */
    record Presence(Envelope envelope, Type type, Show show, String status, int priority, ErrorCondition error)
            implements Stanza {

        /** One that says nothing but its type. */
        public static Presence of(Type type, Jid from, Jid to) {
            return new Presence(Envelope.of(from, to), type, Show.ONLINE, "", 0, null);
        }

        /** What a presence stanza is for. */
        public enum Type {
            /** Has no attribute {@code type}. */
            AVAILABLE,
            UNAVAILABLE,
            SUBSCRIBE,
            SUBSCRIBED,
            UNSUBSCRIBE,
            UNSUBSCRIBED,
            PROBE,
            ERROR
        }

        /** Element {@code show}. */
        public enum Show {
            /** Has no element. */
            ONLINE,
            CHAT,
            AWAY,
            DND,
            XA
        }
    }

    /**
     * A message (RFC 6121 §5).
     *
     * @param subject empty without
     * @param thread empty without
     * @param body empty without
     * @param error null unless the type is {@code ERROR}
     */
    record Message(Envelope envelope, Type type, String subject, String thread, String body, ErrorCondition error)
            implements Stanza {

        /** In which context a message is sent. */
        public enum Type {
            NORMAL,
            CHAT,
            GROUPCHAT,
            HEADLINE,
            ERROR
        }
    }

    /**
     * A question, or an answer to one (RFC 6120 §8.2.3).
     *
     * @param payload what is asked or answered
     * @param error null unless the type is {@code ERROR}
     */
    record Query(Envelope envelope, Type type, List<XmlNode.Element> payload, ErrorCondition error) implements Stanza {

        /** Copies the list. */
        public Query {
            payload = List.copyOf(payload);
        }

        /** Whether it asks for that. */
        public boolean asks(String namespace, String name) {
            return payload.stream().anyMatch(e -> e.is(namespace, name));
        }

        /** Question or answer. */
        public enum Type {
            GET,
            SET,
            RESULT,
            ERROR
        }
    }

    /** The word for a type or a show. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The value of that word. */
    static <E extends Enum<E>> Optional<E> ofWord(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst();
    }
}
