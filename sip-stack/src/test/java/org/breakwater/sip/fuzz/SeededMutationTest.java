package org.breakwater.sip.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.validate.TortureMessages;
import org.junit.jupiter.api.Test;

class SeededMutationTest {

    private static final long SEED = 20261121;
    private static final String CREDENTIALS = "Digest username=\"bob\", realm=\"biloxi.com\","
            + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"sip:bob@biloxi.com\", qop=auth, nc=00000001,"
            + " cnonce=\"0a4f113b\", response=\"6629fae49393a05397450978507c4ef1\", opaque=\"5ccc0\"";
    private static final String CHALLENGE =
            "Digest realm=\"a \\\"b\\\"\", nonce=\"x\", algorithm=SHA-256, qop=\"auth,auth-int\", stale=TRUE";

    private final TimeBound bound = new TimeBound();

    @Test
    void noMutatedMessageBreaksAnything() {
        List<byte[]> corpus = corpus();
        corpus.forEach(m -> run(m, FuzzTargets::fuzzMessage));
        mutate(new Mutations(SEED, corpus), 20_000, FuzzTargets::fuzzMessage);
    }

    @Test
    void noMutatedDescriptionBreaksAnything() {
        List<byte[]> corpus = bodies();
        assertThat(corpus).hasSizeGreaterThan(20);
        corpus.forEach(m -> run(m, FuzzTargets::fuzzSdp));
        mutate(new Mutations(SEED, corpus), 10_000, FuzzTargets::fuzzSdp);
    }

    @Test
    void noMutatedCredentialsBreakAnything() {
        List<byte[]> corpus = List.of(Octets.bytes(CREDENTIALS), Octets.bytes(CHALLENGE));
        corpus.forEach(m -> run(m, FuzzTargets::fuzzDigest));
        mutate(new Mutations(SEED, corpus), 10_000, FuzzTargets::fuzzDigest);
    }

    @Test
    void hostileSizesTakeNoLongerThanTheirLength() {
        String head = "OPTIONS sip:a@b SIP/2.0\r\n";
        for (String part : List.of(",", ";", "\"", "\\", "<", "a,", ";a=\"", "<a>,", " \r\n ", "%41", ":", "=", "/")) {
            String value = part.repeat(60_000 / part.length());
            for (String name : List.of("Via", "Contact", "From", "Route", "CSeq", "Call-ID", "Supported")) {
                run(Octets.bytes(head + name + ": " + value + "\r\n\r\n"), FuzzTargets::fuzzMessage);
            }
            run(Octets.bytes("OPTIONS sip:" + value + " SIP/2.0\r\n\r\n"), FuzzTargets::fuzzMessage);
            run(Octets.bytes("Digest " + value.substring(0, 4000)), FuzzTargets::fuzzDigest);
            run(Octets.bytes("v=0\r\n" + "a=x\r\n".repeat(999)), FuzzTargets::fuzzSdp);
        }
    }

    private void mutate(Mutations mutations, int count, Consumer<byte[]> target) {
        for (int i = 0; i < count; i++) {
            run(mutations.next(), target);
        }
    }

    private void run(byte[] input, Consumer<byte[]> target) {
        try {
            bound.run(target, input);
        } catch (RuntimeException | Error e) {
            fail("on input: " + Octets.text(input, 0, Math.min(input.length, 3000)), e);
        }
    }

    private static List<byte[]> corpus() {
        List<byte[]> corpus = new ArrayList<>();
        TortureMessages.RFC_4475.forEach(m -> corpus.add(m.octets()));
        TortureMessages.RFC_5118.forEach(m -> corpus.add(m.octets()));
        return corpus;
    }

    private static List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        for (byte[] octets : corpus()) {
            try {
                String body = SipMessage.parse(octets, ParseLimits.DEFAULT).body();
                if (body.startsWith("v=0")) {
                    bodies.add(Octets.bytes(body));
                }
            } catch (SipParseException e) {
                assertThat(e.status()).isEqualTo(400);
            }
        }
        return bodies;
    }
}
