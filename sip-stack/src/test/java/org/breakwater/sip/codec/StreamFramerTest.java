package org.breakwater.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramerTest {

    private static final String OPTIONS = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 0\r\n\r\n";
    private static final String WITH_BODY =
            "MESSAGE sip:a@b SIP/2.0\r\nCall-ID: 2\r\nl: 11\r\nSubject: x\r\n\r\nhello\r\n\r\nyo";

    private final Recorder found = new Recorder();
    private final StreamFramer framer = new StreamFramer(FramingRules.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 100_000})
    void messagesAreCutAlikeInPiecesOfAnySize(int piece) {
        // Given
        String stream = OPTIONS + WITH_BODY + "\r\n" + OPTIONS + "\r\n\r\n" + WITH_BODY;

        // When
        feedInPieces(stream, piece);

        // Then
        assertThat(found.messages).containsExactly(OPTIONS, WITH_BODY, OPTIONS, WITH_BODY);
        assertThat(found.pings).isEqualTo(1);
        assertThat(framer.isPartial()).isFalse();
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("Content-Length: 2", 2),
                Arguments.of("content-length:2", 2),
                Arguments.of("CONTENT-LENGTH \t : 2  ", 2),
                Arguments.of("l:2", 2),
                Arguments.of("L : 2", 2),
                Arguments.of("Content-Length:\r\n 2", 2),
                Arguments.of("Content-Length: 2\r\nl: 2", 2),
                Arguments.of("Content-Length: 0002", 2),
                Arguments.of("Subject: a\r\n Content-Length: 9\r\nContent-Length: 2", 2),
                Arguments.of("Call-Info: x\r\nLanguage: 7\r\nContent-Length: 2", 2));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void contentLengthIsFoundInAnySpelling(String field, int body) {
        String message = "INFO sip:a@b SIP/2.0\r\n" + field + "\r\nX: y\r\n\r\n" + "b".repeat(body);
        feedInPieces(message + OPTIONS, 1);
        feedInPieces(message + OPTIONS, 1000);
        assertThat(found.messages).containsExactly(message, OPTIONS, message, OPTIONS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: -1|400|Malformed Content-Length",
                "Content-Length: +1|400|Malformed Content-Length",
                "Content-Length:|400|Malformed Content-Length",
                "Content-Length: 1 2|400|Malformed Content-Length",
                "Content-Length: 0x10|400|Malformed Content-Length",
                "Content-Length: 99999999999999999999|400|Malformed Content-Length",
                "Content-Length: 1000000000|413|Message Too Large",
                "Content-Length: 65536|413|Message Too Large",
                "Subject: no length|400|Missing Content-Length",
            })
    void lengthThatCannotBeUsedEndsTheStream(String field, int status, String reason) {
        feedInPieces("INFO sip:a@b SIP/2.0\r\n" + field + "\r\n\r\n" + OPTIONS, 5);

        assertThat(found.messages).isEmpty();
        assertThat(found.faults).containsExactly(status + " " + reason);
        assertThat(found.malformed)
                .startsWith("INFO sip:a@b SIP/2.0\r\n" + field)
                .endsWith("\r\n\r\n");
    }

    @Test
    void differingContentLengthsEndTheStream() {
        feedInPieces("INFO sip:a@b SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\nab", 3);
        assertThat(found.faults).containsExactly("400 Differing Content-Length fields");
    }

    @Test
    void missingLengthMeansNoBodyWhereThatIsAllowed() {
        StreamFramer lenient = new StreamFramer(new FramingRules(1000, 2000, false, false));
        byte[] data = bytes("INFO sip:a@b SIP/2.0\r\nX: y\r\n\r\n" + OPTIONS);
        lenient.feed(data, 0, data.length, found);
        assertThat(found.messages).containsExactly("INFO sip:a@b SIP/2.0\r\nX: y\r\n\r\n", OPTIONS);
    }

    static Stream<String> garbage() {
        return Stream.of(
                "\u0016\u0003\u0001\u0002\u0000\u0001",
                "HELLO WORLD\r\n",
                "\u007f",
                "xyz\u0002",
                "a\r\n",
                "\u0000\u0001\u00ff\u00ff");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsKnownAtOnce(String start) {
        feedInPieces(start, 1);
        assertThat(found.faults).hasSize(1);
        assertThat(found.malformed).isEqualTo(start.substring(0, found.malformed.length()));
    }

    @Test
    void malformedStartLineThatMentionsSipIsLeftToTheParser() {
        String message = "INVITE  sip:a@b  SIP/7.0 \r\nContent-Length: 0\r\n\r\n";
        feedInPieces(message, 4);
        assertThat(found.messages).containsExactly(message);
    }

    @Test
    void endlessHeaderEndsAtTheLimit() {
        StreamFramer small = new StreamFramer(new FramingRules(200, 1000, true, true));
        String head = "INFO sip:a@b SIP/2.0\r\nSubject: ";
        byte[] data = bytes(head + "x".repeat(5000));
        for (int i = 0; i < data.length; i += 50) {
            small.feed(data, i, Math.min(data.length, i + 50), found);
        }
        assertThat(found.faults).containsExactly("413 Header section too large");
        assertThat(found.malformed).hasSize(200).startsWith(head);
    }

    @Test
    void tenThousandLineBreaksAreFiveThousandPings() {
        feedInPieces("\r\n".repeat(10_000), 333);
        assertThat(found.pings).isEqualTo(5000);
        assertThat(framer.isPartial()).isFalse();
    }

    @Test
    void singleLineBreakIsNoPing() {
        feedInPieces("\r\n" + OPTIONS + "\r\n" + OPTIONS, 1);
        assertThat(found.pings).isZero();
        assertThat(found.messages).hasSize(2);
    }

    @Test
    void halfMessageIsHeldUntilTheRestComes() {
        byte[] data = bytes(WITH_BODY);
        framer.feed(data, 0, 30, found);
        assertThat(framer.isPartial()).isTrue();
        assertThat(framer.isHeaderComplete()).isFalse();
        framer.feed(data, 30, data.length - 1, found);
        assertThat(framer.isHeaderComplete()).isTrue();
        framer.feed(data, data.length - 1, data.length, found);
        assertThat(found.messages).containsExactly(WITH_BODY);
    }

    @Test
    void stunBetweenMessagesIsCutOut() {
        String stun = "\u0000\u0001\u0000\u0004" + "\u0021\u0012\u00a4\u0042" + "123456789012" + "abcd";
        feedInPieces(stun + OPTIONS + stun, 3);
        assertThat(found.stun).containsExactly(stun, stun);
        assertThat(found.messages).containsExactly(OPTIONS);
    }

    @Test
    void httpIsHandedOnWithAllThatCame() {
        String request = "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n";
        framer.feed(bytes(request), 0, 5, found);
        framer.feed(bytes(request), 5, request.length(), found);
        assertThat(found.http).isEqualTo(request);
    }

    @Test
    void largestMessageOctetByOctetTakesLinearTime() {
        String header =
                "INFO sip:a@b SIP/2.0\r\n" + "X-Pad: yyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(900) + "l: 33000\r\n\r\n";
        String message = header + "z".repeat(33000);
        for (int i = 0; i < 20; i++) {
            feedInPieces(message, 1);
        }
        assertThat(found.messages).hasSize(20).allMatch(message::equals);
    }

    @Test
    void bareLineFeedsEndLinesAsInTheParser() {
        String message = "INFO sip:a@b SIP/2.0\nContent-Length: 1\n\nx";
        feedInPieces(message + OPTIONS, 1);
        assertThat(found.messages).containsExactly(message, OPTIONS);
    }

    private void feedInPieces(String stream, int piece) {
        byte[] data = bytes(stream);
        for (int i = 0; i < data.length; i += piece) {
            framer.feed(data, i, Math.min(data.length, i + piece), found);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static final class Recorder implements StreamSink {
        final List<String> messages = new ArrayList<>();
        final List<String> stun = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        String malformed;
        String http;
        int pings;

        @Override
        public void message(byte[] octets) {
            messages.add(text(octets));
        }

        @Override
        public void pings(int count) {
            pings += count;
        }

        @Override
        public void stun(byte[] octets) {
            stun.add(text(octets));
        }

        @Override
        public void http(byte[] octets) {
            http = text(octets);
        }

        @Override
        public void malformed(byte[] octets, SipParseException fault) {
            malformed = text(octets);
            faults.add(fault.status() + " " + fault.getMessage());
        }
    }
}
