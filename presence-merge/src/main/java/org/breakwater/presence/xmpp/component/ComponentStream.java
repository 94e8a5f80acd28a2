package org.breakwater.presence.xmpp.component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xmpp.stanza.StanzaReader;
import org.breakwater.presence.xmpp.stanza.StanzaWriter;
import org.breakwater.presence.xmpp.stanza.StreamException;
import org.breakwater.presence.xmpp.stanza.StreamFramer;
import org.breakwater.presence.xmpp.stanza.StreamNames;
import org.breakwater.presence.xmpp.stanza.StreamPiece;

/**
 * One connection to the XMPP server, from its first octet to its last (XEP-0114 §3).
 *
 * <pre>
 *  OPENING --stream of the server--&gt; PROVING --handshake of the server--&gt; OPEN --end of the stream--&gt; ENDED
 *     |                                 |                                   |
 *     +---------- stream:error, or what cannot be understood ---------------+--&gt; ENDED
 * </pre>
 */
public final class ComponentStream {

    /** What to do next, in order. */
    public sealed interface Step {

        /** Send this. */
        record Send(String text) implements Step {}

        /** Stanzas may be sent from now on. */
        record Opened() implements Step {}

        /** A stanza came, or something else on that level. */
        record Received(XmlNode.Element element) implements Step {}

        /**
         * The connection is to be closed.
         *
         * @param isRefusal whether the server does not want this component, which trying again soon does not change
         * @param reason for an operator
         */
        record Ended(boolean isRefusal, String reason) implements Step {}
    }

    private enum State {
        OPENING,
        PROVING,
        OPEN,
        ENDED
    }

    private static final String END = "</stream:stream>";

    private final String domain;
    private final String secret;
    private final StreamFramer framer;
    private State state = State.OPENING;

    /**
     * @param domain the component's
     * @param secret shared with the server
     * @param maxStanzaOctets of one stanza; a longer one ends the connection
     */
    public ComponentStream(String domain, String secret, int maxStanzaOctets) {
        this.domain = domain;
        this.secret = secret;
        this.framer = new StreamFramer(maxStanzaOctets);
    }

    /** What is sent first. */
    public String opening() {
        return "<?xml version='1.0'?><stream:stream xmlns='" + StreamNames.COMPONENT + "' xmlns:stream='"
                + StreamNames.STREAMS + "' to=\"" + StanzaWriter.escaped(domain) + "\">";
    }

    /** What ends the stream. */
    public String closing() {
        return END;
    }

    /** What octets of the server lead to. */
    public List<Step> received(byte[] octets) {
        List<Step> steps = new ArrayList<>();
        if (state == State.ENDED) {
            return steps;
        }
        try {
            for (StreamPiece piece : framer.feed(octets)) {
                if (state != State.ENDED) {
                    take(piece, steps);
                }
            }
        } catch (StreamException e) {
            state = State.ENDED;
            steps.add(new Step.Send("<stream:error><" + e.condition() + " xmlns='" + StreamNames.STREAM_ERRORS
                    + "'/></stream:error>" + END));
            steps.add(new Step.Ended(false, e.getMessage()));
        }
        return steps;
    }

    private void take(StreamPiece piece, List<Step> steps) throws StreamException {
        if (piece instanceof StreamPiece.Opened opened) {
            state = State.PROVING;
            steps.add(new Step.Send("<handshake>" + proof(opened.id(), secret) + "</handshake>"));
        } else if (piece instanceof StreamPiece.Whole whole) {
            element(StanzaReader.element(whole.text()), steps);
        } else {
            end(false, "the server ended the stream", steps);
        }
    }

    private void element(XmlNode.Element element, List<Step> steps) throws StreamException {
        if (element.is(StreamNames.STREAMS, "error")) {
            String condition = element.elements().stream()
                    .map(XmlNode.Element::name)
                    .filter(name -> !name.equals("text"))
                    .findFirst()
                    .orElse("undefined-condition");
            String words = element.elements().stream()
                    .filter(e -> e.name().equals("text"))
                    .map(e -> " (" + e.text() + ")")
                    .collect(Collectors.joining());
            end(isRefusal(condition), words(condition) + words, steps);
        } else if (state == State.OPEN) {
            steps.add(new Step.Received(element));
        } else if (element.is(StreamNames.COMPONENT, "handshake")) {
            state = State.OPEN;
            steps.add(new Step.Opened());
        } else {
            throw new StreamException("not-authorized", "the server sends a stanza before it took the handshake");
        }
    }

    private void end(boolean isRefusal, String reason, List<Step> steps) {
        state = State.ENDED;
        steps.add(new Step.Send(END));
        steps.add(new Step.Ended(isRefusal, reason));
    }

    private boolean isRefusal(String condition) {
        return state != State.OPEN || condition.equals("conflict");
    }

    private String words(String condition) {
        return switch (condition) {
            case "not-authorized" -> "the server does not take the secret: not-authorized";
            case "host-unknown" -> "the server knows no component " + domain + ": host-unknown";
            case "conflict" -> "another component is connected as " + domain + ": conflict";
            default -> "the server ends the stream: " + condition;
        };
    }

    /** What proves that one knows the secret: SHA-1 of the stream's id and the secret, in lower-case hexadecimal. */
    static String proof(String streamId, String secret) {
        try {
            byte[] both = (streamId + secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
