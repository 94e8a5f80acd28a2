package org.breakwater.sip.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.breakwater.sip.digest.DigestAlgorithm;
import org.breakwater.sip.digest.DigestAnswer;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.digest.DigestCheck;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.DigestHash;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.digest.NonceCounts;
import org.breakwater.sip.digest.NonceFactory;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.Via;
import org.breakwater.sip.sdp.AudioCodec;
import org.breakwater.sip.sdp.AudioEndpoint;
import org.breakwater.sip.sdp.Connection;
import org.breakwater.sip.sdp.Direction;
import org.breakwater.sip.sdp.MediaDescription;
import org.breakwater.sip.sdp.OfferAnswer;
import org.breakwater.sip.sdp.Origin;
import org.breakwater.sip.sdp.SessionDescription;
import org.breakwater.sip.validate.Capabilities;
import org.breakwater.sip.validate.ReplyAddress;
import org.breakwater.sip.validate.RequestCheck;
import org.breakwater.sip.validate.ResponseCheck;

/**
 * What a fuzzer calls: everything that is done with octets from strangers. Whatever comes in, nothing but {@link
 * SipParseException} may come out, and what we write of it must be readable again.
 */
public final class FuzzTargets {

    private static final byte[] SECRET = "sixteen or more octets".getBytes(StandardCharsets.ISO_8859_1);
    private static final HeaderName[] ADDRESSES = {
        HeaderName.CONTACT, HeaderName.ROUTE, HeaderName.RECORD_ROUTE, HeaderName.PATH, HeaderName.REFER_TO
    };

    private FuzzTargets() {}

    /** Parses a message, reads all of it, checks it, answers it, edits it. */
    public static void fuzzMessage(byte[] input) {
        SipMessage message;
        try {
            message = SipMessage.parse(input.clone(), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            return;
        }
        fields(message);
        uris(message);
        vias(message);
        edits(message);
        if (message.isRequest()) {
            RequestCheck.check(message, Capabilities.PROXY.answering(Set.of()));
            answer(message);
            hopByHop(message);
        } else {
            ResponseCheck.check(message);
        }
    }

    /** Parses a session description, reads all of it, answers it, changes it. */
    public static void fuzzSdp(byte[] input) {
        SessionDescription sdp;
        try {
            sdp = SessionDescription.parse(input);
        } catch (SipParseException e) {
            return;
        }
        String text = Octets.text(input, 0, input.length);
        String written = sdp.toString();
        require(text.startsWith(written), "untouched SDP changed");
        attempt(() -> sdp.origin().orElse(null));
        AudioEndpoint local = new AudioEndpoint(
                Origin.of(1, 1, "192.0.2.1"), "192.0.2.1", 4000, List.of(AudioCodec.values()), Direction.SENDRECV);
        attempt(() -> OfferAnswer.answer(sdp, local).map(a -> readable(a.description())));
        SessionDescription changed = sdp.withConnection(Connection.of("192.0.2.1"));
        for (int i = 0; i < sdp.media().size(); i++) {
            MediaDescription section = sdp.media().get(i);
            section.rtcpPort();
            section.formats().forEach(f -> {
                section.rtpMap(f);
                section.fmtp(f);
            });
            sdp.directionOf(section);
            attempt(() -> sdp.connectionOf(section).orElse(null));
            changed = changed.withMedia(
                    i,
                    section.withPort(1234).withConnection(Connection.of("::1")).withDirection(Direction.SENDONLY));
        }
        readable(changed);
    }

    /** Parses credentials and challenges, verifies and answers them. */
    public static void fuzzDigest(byte[] input) {
        String text = Octets.text(input, 0, input.length);
        DigestHash hash = new DigestHash();
        Ha1Set known = Ha1Set.ofPassword(hash, "u", "r", "p");
        attempt(() -> {
            DigestCredentials given = DigestCredentials.parse(text);
            require(DigestCredentials.parse(given.toHeaderValue()).equals(given), "credentials changed when written");
            NonceFactory nonces = new NonceFactory(SECRET, Duration.ofSeconds(60), new Random(1));
            NonceCounts counts = new NonceCounts(16, 60_000);
            DigestCheck check = new DigestCheck(hash, nonces, counts, false);
            check.verify(given, "INVITE", known, input, 1, "r");
            DigestCheck.Result result = check.verify(given, "INVITE", null, input, 1, "");
            require(result != DigestCheck.Result.OK, "unknown user accepted");
            counts.use(given.nonce(), 0, given.nonceCount(), 1);
            return null;
        });
        attempt(() -> {
            DigestChallenge challenge = DigestChallenge.parse(text);
            DigestAnswer phone = new DigestAnswer(hash, "u", null, known, () -> "c");
            phone.choose(List.of(challenge)).ifPresent(c -> answerable(phone, c));
            return null;
        });
    }

    private static void answerable(DigestAnswer phone, DigestChallenge challenge) {
        String value = phone.answer(challenge, "INVITE", "sip:x", new byte[0]).toHeaderValue();
        try {
            DigestCredentials back = DigestCredentials.parse(value);
            require(
                    back.algorithm() != null
                            && DigestAlgorithm.valueOf(back.algorithm().name()) != null,
                    "algorithm");
        } catch (SipParseException e) {
            require(value.length() > 3000, "own answer unreadable: " + e.getMessage());
        }
    }

    private static void fields(SipMessage m) {
        for (int i = 0; i < m.index().count(); i++) {
            require(m.index().value(i).indexOf('\n') < 0, "line break in value");
            require(m.header(m.index().nameText(i)) != null, "field not found by its name");
            m.values(m.index().name(i));
        }
        attempt(m::from);
        attempt(m::to);
        attempt(m::cseq);
        attempt(m::topVia);
        m.fromTag();
        m.toTag();
        m.methodName();
        m.reason();
        m.body();
        m.lists(HeaderName.SUPPORTED, "path");
        for (HeaderName name : ADDRESSES) {
            attempt(() -> {
                for (NameAddr address : m.addresses(name)) {
                    address.expires();
                    address.params().isWellFormed();
                    address.params().forEach((n, v) -> {});
                    NameAddr.parse(address.toString());
                    attempt(address::uri);
                    attempt(address::q);
                }
                return null;
            });
        }
    }

    private static void uris(SipMessage m) {
        attempt(() -> {
            if (m.isRequest()) {
                SipUri uri = m.requestUri();
                require(uri.equivalent(uri), "URI differs from itself: " + uri);
                uri.addressOfRecord();
                uri.isLoose();
                uri.transport();
            }
            SipUri from = m.from().uri();
            from.equivalent(m.to().uri());
            if (from.isSip()) {
                SipUri.parse(from.withPort(5060).text());
            }
            return null;
        });
    }

    private static void vias(SipMessage m) {
        for (String value : m.values(HeaderName.VIA)) {
            attempt(() -> {
                Via via = Via.parse(value);
                via.branch();
                via.sentBy();
                ReplyAddress.ofForwarded(via)
                        .ifPresent(a -> require(a.isUnresolved() || ReplyAddress.isUsable(a.getAddress()), "flood"));
                Via.parse(via.toString());
                return null;
            });
        }
    }

    private static void edits(SipMessage m) {
        byte[] same = MessageWriter.write(m, null, "", new MessageEdits());
        require(Arrays.equals(same, m.buffer()), "message without edits changed");
        MessageEdits edits = new MessageEdits();
        HeaderElements routes = m.elements(HeaderName.ROUTE);
        while (routes.next()) {
            routes.remove(edits);
        }
        HeaderElements vias = m.elements(HeaderName.VIA);
        if (vias.next()) {
            vias.remove(edits);
        }
        edits.insert(MessageWriter.endOfHeaders(m), "X-Added: 1\r\n");
        byte[] written = MessageWriter.write(m, null, "X-Top: 1\r\n", edits);
        if (m.fault() == null && m.index().count() > 0 && m.index().count() < 254 && written.length < 65536) {
            attempt(() -> {
                SipMessage back = SipMessage.parse(written, ParseLimits.DEFAULT);
                require(back.values(HeaderName.ROUTE).isEmpty(), "Route left");
                require("1".equals(back.header("X-Top")), "field at the top lost");
                return null;
            });
        }
    }

    private static void answer(SipMessage request) {
        byte[] response = ResponseBuilder.of(request, 400, "Bad Request")
                .toTag("t")
                .receivedFrom("2001:db8::1", 5060)
                .forceRport()
                .copyRecordRoute()
                .build();
        if (response.length > 65536) {
            return;
        }
        try {
            SipMessage back = SipMessage.parse(response, ParseLimits.DEFAULT);
            require(back.status() == 400 && back.bodyLength() == 0, "response not what was written");
            require(back.fault() == null || request.fault() != null, "response has a fault");
        } catch (SipParseException e) {
            throw new AssertionError("response unreadable: " + e.getMessage(), e);
        }
    }

    private static void hopByHop(SipMessage request) {
        attempt(() -> {
            boolean complete = request.has(HeaderName.FROM) && request.has(HeaderName.TO) && request.callId() != null;
            return complete ? RequestBuilder.cancel(request).build() : null;
        });
    }

    private static SessionDescription readable(SessionDescription written) {
        try {
            return SessionDescription.parse(written.toBytes());
        } catch (SipParseException e) {
            require(e.getMessage().contains("more than"), "own SDP unreadable: " + e.getMessage());
            return written;
        }
    }

    private interface Step {
        Object run() throws SipParseException;
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (SipParseException e) {
            require(e.getMessage() != null && e.status() >= 400 && e.status() < 700, "fault without reason");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
