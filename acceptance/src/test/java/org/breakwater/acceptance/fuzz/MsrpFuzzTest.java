package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.sip.codec.FramingRules;
import org.breakwater.sip.codec.StreamFramer;
import org.breakwater.sip.codec.StreamSink;
import org.breakwater.sip.fuzz.TimeBound;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.msrp.MsrpReply;
import org.breakwater.sip.msrp.MsrpUri;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams of MSRP, alone and between SIP messages: nothing but {@link SipParseException} may come out, however the octets are
 * cut; what is relayed or answered is a frame again, with the body it had.
 */
@Tag("fuzz")
class MsrpFuzzTest {

    private static final int MOST = 1500;
    private static final FramingRules RULES = new FramingRules(600, MOST, true, true).withMsrp();

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> streams() {
        String paths = "To-Path: msrp://r:1/s;tcp msrps://u:p@[::1]:2/t;tcp;a=b\r\nFrom-Path: msrp://a/t;tcp\r\n";
        String send = "MSRP abcd SEND\r\n" + paths + "Message-ID: m\r\nByte-Range: 1-*/*\r\nFailure-Report: partial\r\n"
                + "Content-Type: text/plain\r\n\r\n-------abcde$\r\n-------abcd\r\n-------abcd+\r\n";
        return Stream.of(
                        send,
                        send + "MSRP abcd 200 OK\r\n" + paths + "-------abcd$\r\n",
                        "MSRP au1 AUTH\r\n" + paths
                                + "Authorization: Digest username=\"a\"\r\nExpires: 60\r\n-------au1$\r\n",
                        "MSRP r1r1 REPORT\r\n" + paths + "Status: 000 200 OK\r\n\r\n-------r1r1#\r\n",
                        "MSRP abcd SEND\r\n" + paths + "\r\n" + "x".repeat(MOST) + "\r\n-------abcd$\r\n" + send,
                        "OPTIONS sip:x SIP/2.0\r\nContent-Length: 4\r\n\r\nMSRP" + send + "\r\n\r\n" + send,
                        "MSRP sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n")
                .map(text -> ('\u0007' + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("streams")
    @FuzzTest(maxDuration = "60s")
    void streamsDoNoHarm(byte[] input) {
        bound.run(MsrpFuzzTest::read, input);
    }

    private static void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        Pieces single = pieces(octets, 1);
        Pieces cut = pieces(octets, 1 + (input[0] & 0xff));
        if (!single.found.equals(cut.found)) {
            throw new AssertionError("where the network cuts makes a difference:\n" + single.found + "\n" + cut.found);
        }
        single.frames.forEach(MsrpFuzzTest::understand);
    }

    private static Pieces pieces(byte[] stream, int chunk) {
        Pieces pieces = new Pieces();
        StreamFramer framer = new StreamFramer(RULES);
        for (int i = 0; i < stream.length; i += chunk) {
            framer.feed(stream, i, Math.min(stream.length, i + chunk), pieces);
        }
        return pieces;
    }

    private static void understand(byte[] octets) {
        if (octets.length > MOST) {
            throw new AssertionError("longer than the bound");
        }
        try {
            MsrpFrame frame = MsrpFrame.parse(octets);
            String body = frame.body();
            byte[] relayed = frame.relayed();
            if (relayed != null) {
                MsrpFrame next = same(relayed);
                if (!next.body().equals(body)
                        || next.fromPath().size() != frame.fromPath().size() + 1) {
                    throw new AssertionError(
                            "relaying changed more than the paths:\n" + Octets.text(octets, 0, octets.length));
                }
            }
            answered(frame);
            address(frame.toPath().first());
        } catch (SipParseException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says why");
            }
        }
    }

    private static void answered(MsrpFrame frame) {
        if (!frame.isRequest()) {
            return;
        }
        same(MsrpReply.to(frame, "200", "OK", ""));
        byte[] report = MsrpReply.failure(frame, "r0r0", "408 Lost");
        if (report != null) {
            same(report);
        }
    }

    /** What this relay writes it must be able to read. */
    private static MsrpFrame same(byte[] written) {
        try {
            return MsrpFrame.parse(written.clone());
        } catch (SipParseException e) {
            throw new AssertionError(Octets.text(written, 0, written.length), e);
        }
    }

    private static void address(String uri) {
        try {
            int port = MsrpUri.parse(uri).portOrDefault();
            if (port < 1 || port > 65535) {
                throw new AssertionError("port " + port);
            }
        } catch (SipParseException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says why", e);
            }
        }
    }

    /** What was found, in order. */
    private static final class Pieces implements StreamSink {
        private final List<String> found = new ArrayList<>();
        private final List<byte[]> frames = new ArrayList<>();

        @Override
        public void message(byte[] octets) {
            found.add("sip " + Octets.text(octets, 0, octets.length));
        }

        @Override
        public void msrp(byte[] octets) {
            found.add("msrp " + Octets.text(octets, 0, octets.length));
            frames.add(octets);
        }

        @Override
        public void msrpTooLarge(byte[] octets) {
            found.add("large " + Octets.text(octets, 0, octets.length));
            frames.add(octets);
        }

        @Override
        public void pings(int count) {
            // how many come in one call depends on where the network cuts
        }

        @Override
        public void stun(byte[] octets) {
            found.add("stun " + Octets.text(octets, 0, octets.length));
        }

        @Override
        public void http(byte[] octets) {
            found.add("http");
        }

        @Override
        public void malformed(byte[] octets, SipParseException fault) {
            found.add("malformed");
        }
    }
}
