package org.breakwater.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams, well-formed and mutilated, with fixed seeds. */
class FramingPropertyTest {

    private static final FramingRules RULES = new FramingRules(600, 1200, true, true);
    private static final String[] BREAKS = {"\r\n", "\r\n", "\r\n", "\n"};
    private static final String[] FIELDS = {
        "Call-ID: 1",
        "Via: SIP/2.0/TCP a\r\n ;branch=1",
        "l : 3",
        "X: \u00fc",
        "Content-Length: 3",
        "c: text/plain",
        "Y:"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void piecesNeverChangeWhatIsFound(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] stream = Octets.bytes(stream(random));
            assertThat(found(stream, () -> 1 + random.nextInt(40)))
                    .as(Octets.text(stream, 0, stream.length))
                    .isEqualTo(found(stream, () -> stream.length));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void parserSeesTheBodyWhereTheFramerCutsIt(long seed) throws SipParseException {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            String message = message(random);
            Recorder recorder = new Recorder();
            byte[] octets = Octets.bytes(message);
            new StreamFramer(RULES).feed(octets, 0, octets.length, recorder);
            assertThat(recorder.events).as(message).isEqualTo(List.of(message));
            assertThat(SipMessage.parse(octets, ParseLimits.DEFAULT).body()).isEqualTo("abc");
        }
    }

    private interface PieceLength {
        int next();
    }

    private static List<String> found(byte[] stream, PieceLength pieces) {
        Recorder recorder = new Recorder();
        StreamFramer framer = new StreamFramer(RULES);
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + pieces.next());
            framer.feed(stream, at, end, recorder);
            at = end;
        }
        if (recorder.pings > 0) {
            recorder.events.add("pings " + recorder.pings);
        }
        return recorder.events;
    }

    private static String stream(Random random) {
        StringBuilder stream = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            stream.append("\r\n".repeat(random.nextInt(3))).append(message(random));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(stream.length());
            switch (random.nextInt(3)) {
                case 0 -> stream.setCharAt(at, (char) random.nextInt(256));
                case 1 -> stream.deleteCharAt(at);
                default -> stream.insert(at, (char) random.nextInt(128));
            }
        }
        return stream.toString();
    }

    private static String message(Random random) {
        StringBuilder text = new StringBuilder("INFO sip:a@b SIP/2.0");
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(lineBreak(random)).append(FIELDS[random.nextInt(FIELDS.length)]);
        }
        return text.append(lineBreak(random)) + "Content-Length: 3\r\n\r\nabc";
    }

    private static String lineBreak(Random random) {
        return BREAKS[random.nextInt(BREAKS.length)];
    }

    private static final class Recorder implements StreamSink {
        final List<String> events = new ArrayList<>();
        int pings;

        @Override
        public void message(byte[] octets) {
            events.add(Octets.text(octets, 0, octets.length));
        }

        @Override
        public void pings(int count) {
            pings += count;
        }

        @Override
        public void stun(byte[] octets) {
            events.add("stun " + octets.length);
        }

        @Override
        public void http(byte[] octets) {
            events.add("http");
        }

        @Override
        public void malformed(byte[] octets, SipParseException fault) {
            events.add(fault.status() + " " + fault.getMessage());
        }
    }
}
