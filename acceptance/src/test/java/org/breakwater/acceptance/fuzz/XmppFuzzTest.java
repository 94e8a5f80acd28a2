package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.mapping.MessageMapping;
import org.breakwater.presence.xmpp.mapping.PresenceMapping;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.StanzaReader;
import org.breakwater.presence.xmpp.stanza.StanzaWriter;
import org.breakwater.presence.xmpp.stanza.StreamException;
import org.breakwater.presence.xmpp.stanza.StreamFramer;
import org.breakwater.presence.xmpp.stanza.StreamPiece;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an XMPP server sends: nothing but {@link StreamException} may come out, however the octets are cut; a stanza that was
 * read is written so that it is read the same; nothing of it breaks a line of SIP.
 */
@Tag("fuzz")
class XmppFuzzTest {

    private static final int MAX_OCTETS = 4096;
    private static final String HEADER = "<stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' id='1'>";

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> streams() {
        return Stream.of(
                        "<presence from='juliet@xmpp.test/b' to='1001@sip.test' xml:lang='de'><show>dnd</show>"
                                + "<status>&lt;x&gt; &#252;</status><priority>5</priority></presence>",
                        "<message from='j@x' to='1001@sip.test' type='chat' id='1'><subject>s</subject><thread>t t</thread>"
                                + "<body><![CDATA[</body>]]></body><html xmlns='h'><body/></html></message>",
                        "<presence from='j@x' to='y' type='error'><error type='cancel'><gone"
                                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>",
                        "<iq from='j@x/r' to='y' type='get' id='2'><ping xmlns='urn:xmpp:ping'/></iq>",
                        "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>",
                        "<message from='o\\27h\\5c20@x' to='d\\20s@sip.test'><body>\ud83d\ude00</body></message>",
                        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
                .flatMap(text -> Stream.of(text, HEADER + text))
                .map(text -> ('\u0003' + text).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("streams")
    @FuzzTest(maxDuration = "60s")
    void streamsDoNoHarm(byte[] input) {
        bound.run(XmppFuzzTest::read, input);
    }

    private static void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        byte[] begun = HEADER.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(begun, begun.length + octets.length);
        System.arraycopy(octets, 0, all, begun.length, octets.length);
        for (byte[] stream : List.of(octets, all)) {
            List<StreamPiece> single = pieces(stream, 1);
            List<StreamPiece> cut = pieces(stream, 1 + (input[0] & 0xff));
            if (cut.size() > single.size() || !cut.equals(single.subList(0, cut.size()))) {
                throw new AssertionError("where the network cuts makes a difference");
            }
            single.forEach(XmppFuzzTest::understand);
        }
    }

    /** The pieces up to the first error; what ends the stream also drops what was found in the same octets. */
    private static List<StreamPiece> pieces(byte[] stream, int chunk) {
        StreamFramer framer = new StreamFramer(MAX_OCTETS);
        List<StreamPiece> pieces = new ArrayList<>();
        try {
            for (int i = 0; i < stream.length; i += chunk) {
                pieces.addAll(framer.feed(Arrays.copyOfRange(stream, i, Math.min(stream.length, i + chunk))));
            }
        } catch (StreamException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says why");
            }
        }
        return pieces;
    }

    private static void understand(StreamPiece piece) {
        if (!(piece instanceof StreamPiece.Whole whole)) {
            return;
        }
        if (whole.text().getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new AssertionError("longer than the bound");
        }
        try {
            Optional<Stanza> stanza = StanzaReader.stanza(StanzaReader.element(whole.text()));
            if (stanza.isPresent()) {
                writtenTheSame(stanza.get());
                mapped(stanza.get());
            }
        } catch (StreamException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says why");
            }
        }
    }

    private static void writtenTheSame(Stanza stanza) {
        if (stanza instanceof Stanza.Query) {
            return; // what somebody asks is never sent on
        }
        String written = StanzaWriter.text(stanza);
        try {
            Stanza again =
                    StanzaReader.stanza(StanzaReader.element(written)).orElseThrow(() -> new AssertionError(written));
            if (!StanzaWriter.text(again).equals(written)) {
                throw new AssertionError(written + "\nis read as\n" + StanzaWriter.text(again));
            }
        } catch (StreamException e) {
            throw new AssertionError(written, e);
        }
    }

    private static void mapped(Stanza stanza) {
        String from = AddressMapping.toSip(stanza.envelope().from());
        String to = AddressMapping.toSip(stanza.envelope().to());
        if (stanza instanceof Stanza.Message message) {
            SipText text = MessageMapping.toSip(message, from, to);
            for (String line : List.of(text.from(), text.to(), text.callId(), text.subject(), text.language())) {
                if (line.chars().anyMatch(Character::isISOControl)) {
                    throw new AssertionError("a line of SIP is broken by " + line);
                }
            }
        } else if (stanza instanceof Stanza.Presence presence) {
            PresenceMapping.toXmpp(PresenceMapping.toSip(from, presence), presence.envelope());
        }
    }
}
