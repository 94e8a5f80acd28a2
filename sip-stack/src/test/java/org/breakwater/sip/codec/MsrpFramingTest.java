package org.breakwater.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MsrpFramingTest {

    private static final FramingRules RULES = new FramingRules(600, 1200, true, true).withMsrp();
    private static final String PATHS = "To-Path: msrp://r:1/s;tcp\r\nFrom-Path: msrp://a:1/t;tcp\r\n";
    private static final String SIP = "OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TCP h\r\nContent-Length: 0\r\n\r\n";

    private static String send(String id, String body, char flag) {
        return "MSRP " + id + " SEND\r\n" + PATHS + "Content-Type: a/b\r\n\r\n" + body + "\r\n-------" + id + flag
                + "\r\n";
    }

    /** What comes in a row on one connection; each is to come out as it is. */
    static Stream<List<String>> streams() {
        String bare = "MSRP a1b2 REPORT\r\n" + PATHS + "-------a1b2$\r\n";
        return Stream.of(
                List.of(bare),
                List.of(bare, bare),
                List.of(send("abcd", "one", '+'), send("abcd", "two", '+'), send("abcd", "three", '$')),
                List.of(send("abcd", "given up", '#')),
                List.of(send("abcd", "", '$'), bare),
                List.of("MSRP x1y2 SEND\r\n" + PATHS + "\r\n-------x1y2$\r\n", bare),
                List.of(send("abcd", "x-------abcd$\r\ny", '$'), bare),
                List.of(send("abcd", "x\r\n-------abcde$\r\n-------abc$\r\n-------ABCD$", '$'), bare),
                List.of(send("abcd", "x\r\n-------abcd$x\r\n-------abcd\r\n------abcd$", '$'), bare),
                List.of(send("abcd", "\n-------abcd$\n\r-------abcd$\r", '$'), bare),
                List.of(send("abcd", "-".repeat(300) + "\r\n" + "-".repeat(40), '$'), bare),
                List.of(send("abcd", "\r\n\r\n\r\n\r", '$'), bare),
                List.of(send("abcd", "MSRP abcd SEND\r\nOPTIONS sip:x SIP/2.0\r\n\r\n", '$'), bare),
                List.of(send("abcd", "\u0000\u0001\u00ff\u0080", '$'), bare),
                List.of(SIP, bare, SIP, send("abcd", "mixed", '$'), SIP),
                List.of("MSRP a1b2 200 OK\r\n" + PATHS + "-------a1b2$\r\n", bare));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatComesInARowComesOutAsItIs(List<String> stream) {
        byte[] all = bytes(String.join("", stream));
        for (int chunk = 1; chunk <= all.length; chunk++) {
            assertThat(framed(all, chunk).found).as("in pieces of " + chunk).isEqualTo(stream);
        }
    }

    /** A line equal to the end-line ends the frame, as RFC 4975 §7.1 has it: what follows is no part of it. */
    @Test
    void aFrameEndsAtTheFirstEndLine() {
        Recorder recorder = framed(bytes(send("abcd", "a\r\n-------abcd+\r\nMSRP zzzz SEND", '$')), 7);
        assertThat(recorder.found).hasSize(1).first().asString().endsWith("a\r\n-------abcd+\r\n");
        assertThat(recorder.faults).isEmpty();
    }

    @Test
    void aFrameThatIsTooLargeIsPassedOverAndTheNextTaken() {
        String large = send("abcd", "\u0001\u0000x".repeat(1700) + "-------abcd$", '$');
        String next = send("next", "small", '$');
        byte[] all = bytes(large + next + SIP);
        for (int chunk : new int[] {1, 7, 100, 1199, 1200, 1201, 5100, all.length}) {
            Recorder recorder = framed(all, chunk);
            assertThat(recorder.tooLarge)
                    .containsExactly("MSRP abcd SEND\r\n" + PATHS + "Content-Type: a/b\r\n-------abcd#\r\n");
            assertThat(recorder.found).as("in pieces of " + chunk).containsExactly(next, SIP);
        }
    }

    @Test
    void aFrameOfTheGreatestSizeIsTaken() {
        int rest = send("abcd", "", '$').length();
        String whole = send("abcd", "x".repeat(1200 - rest), '$');
        for (int chunk : new int[] {1, 100, 1200}) {
            assertThat(framed(bytes(whole), chunk).found).containsExactly(whole);
        }
    }

    /** Where a frame ends cannot be told: the connection is of no more use. */
    static Stream<String> hopeless() {
        return Stream.of(
                "MSRP \r\n",
                "MSRP abcd\r\n",
                "MSRP  abcd SEND\r\n",
                "MSRP ab\u0001cd SEND\r\n",
                "MSRP " + "i".repeat(65) + " SEND\r\n",
                "MSRP " + "x".repeat(600),
                "MSRP abcd SEND\r\n" + "x".repeat(1300));
    }

    @ParameterizedTest
    @MethodSource("hopeless")
    void whatHasNoEndEndsTheFraming(String text) {
        for (int chunk : new int[] {1, 50, text.length()}) {
            Recorder recorder = framed(bytes(text), chunk);
            assertThat(recorder.faults).containsExactly("400 Not an MSRP frame");
            assertThat(recorder.found).isEmpty();
        }
    }

    @Test
    void withoutMsrpAFrameIsNoSipMessage() {
        Recorder recorder = new Recorder();
        byte[] all = bytes(send("abcd", "x", '$'));
        new StreamFramer(new FramingRules(600, 1200, true, true)).feed(all, 0, all.length, recorder);
        assertThat(recorder.faults).containsExactly("400 Not a SIP message");
    }

    @Test
    void aFrameThatHasBegunIsTimedAsABody() {
        StreamFramer framer = new StreamFramer(RULES);
        byte[] start = bytes("MSRP abcd SEND\r\nTo-");
        framer.feed(start, 0, start.length, new Recorder());
        assertThat(framer.isPartial()).isTrue();
        assertThat(framer.isHeaderComplete()).isTrue();
    }

    private static Recorder framed(byte[] all, int chunk) {
        Recorder recorder = new Recorder();
        StreamFramer framer = new StreamFramer(RULES);
        for (int from = 0; from < all.length; from += chunk) {
            framer.feed(all, from, Math.min(all.length, from + chunk), recorder);
        }
        return recorder;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static final class Recorder implements StreamSink {
        final List<String> found = new ArrayList<>();
        final List<String> tooLarge = new ArrayList<>();
        final List<String> faults = new ArrayList<>();

        @Override
        public void message(byte[] octets) {
            found.add(text(octets));
        }

        @Override
        public void msrp(byte[] octets) {
            found.add(text(octets));
        }

        @Override
        public void msrpTooLarge(byte[] octets) {
            tooLarge.add(text(octets));
        }

        @Override
        public void pings(int count) {
            found.add("pings");
        }

        @Override
        public void stun(byte[] octets) {
            found.add("stun");
        }

        @Override
        public void http(byte[] octets) {
            found.add("http");
        }

        @Override
        public void malformed(byte[] octets, SipParseException fault) {
            faults.add(fault.status() + " " + fault.getMessage());
        }
    }
}
