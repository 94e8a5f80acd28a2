package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.breakwater.sip.fuzz.FuzzTargets;
import org.breakwater.sip.fuzz.TimeBound;
import org.breakwater.sip.validate.TortureMessages;
import org.breakwater.sip.validate.TortureMessages.TortureMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class SdpFuzzTest {

    private final TimeBound bound = new TimeBound();

    /** The bodies of the torture messages, and one as browsers write it. */
    static Stream<byte[]> descriptions() {
        String web = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 101\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
                + "a=ice-ufrag:ab\r\na=candidate:1 1 udp 2113937151 192.0.2.1 54400 typ host\r\n"
                + "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10\r\na=rtpmap:101 telephone-event/8000\r\n"
                + "a=sendrecv\r\n";
        Stream<byte[]> bodies = Stream.concat(TortureMessages.RFC_4475.stream(), TortureMessages.RFC_5118.stream())
                .map(SdpFuzzTest::body);
        return Stream.concat(bodies, Stream.of(web.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] body(TortureMessage message) {
        String text = new String(message.octets(), StandardCharsets.ISO_8859_1);
        int empty = text.indexOf("\r\n\r\n");
        return text.substring(empty + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    @MethodSource("descriptions")
    @FuzzTest(maxDuration = "60s")
    void sessionDescriptionsDoNoHarm(byte[] input) {
        bound.run(FuzzTargets::fuzzSdp, input);
    }
}
