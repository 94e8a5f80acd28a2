package org.breakwater.presence.xmpp.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.breakwater.presence.xmpp.stanza.Envelope;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;

/**
 * Messages (RFC 7572).
 *
 * <pre>
 *  From, To             from, to
 *  Call-ID              thread
 *  Subject              subject
 *  Content-Language     xml:lang
 *  body, text/plain     body
 * </pre>
 */
public final class MessageMapping {

    private static final int LONGEST_THREAD = 128;
    private static final int LONGEST_SUBJECT = 256;

    private MessageMapping() {}

    /**
     * The stanza of a MESSAGE.
     *
     * @param id by which an error would come back
     */
    public static Stanza.Message toXmpp(SipText text, Jid from, Jid to, String id) {
        Envelope envelope = new Envelope(from, to, id, language(text.language()));
        return new Stanza.Message(envelope, Stanza.Message.Type.CHAT, text.subject(), text.callId(), text.body(), null);
    }

    /**
     * The MESSAGE of a stanza.
     *
     * @param from URI of the sender
     * @param to URI of who shall get it
     */
    public static SipText toSip(Stanza.Message message, String from, String to) {
        return new SipText(
                from,
                to,
                callId(message.thread()),
                oneLine(message.subject()),
                language(message.envelope().language()),
                message.body());
    }

    /** A thread that may stand in Call-ID does (RFC 3261 §25.1, {@code word}), another in hexadecimal. */
    private static String callId(String thread) {
        if (thread.isEmpty() || thread.length() > LONGEST_THREAD) {
            return "";
        }
        if (thread.matches(
                "[A-Za-z0-9.!%*_+`'~()<>:\\\\\"/\\[\\]?{}-]+(@[A-Za-z0-9.!%*_+`'~()<>:\\\\\"/\\[\\]?{}-]+)?")) {
            return thread;
        }
        StringBuilder hex = new StringBuilder();
        for (byte octet : thread.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format(Locale.ROOT, "%02x", octet & 0xff));
        }
        return hex.toString();
    }

    /** A header field is one line. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }

    private static String language(String tag) {
        return tag.matches("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}") ? tag : "";
    }
}
