package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.breakwater.sip.fuzz.FuzzTargets;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class DigestFuzzTest {

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> credentialsAndChallenges() {
        return Stream.of(
                        "Digest username=\"bob\", realm=\"biloxi.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                                + " uri=\"sip:bob@biloxi.com\", qop=auth, nc=00000001, cnonce=\"0a4f113b\","
                                + " response=\"6629fae49393a05397450978507c4ef1\", opaque=\"5ccc0\", algorithm=MD5",
                        "Digest username=\"a\\\"b\", realm=\"\", nonce=\"n\", uri=\"\", algorithm=SHA-256, response=\""
                                + "0".repeat(64)
                                + "\"",
                        "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth,auth-int\", stale=true",
                        "NoOneKnowsThisScheme opaque-data=here")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("credentialsAndChallenges")
    @FuzzTest(maxDuration = "60s")
    void credentialsDoNoHarm(byte[] input) {
        bound.run(FuzzTargets::fuzzDigest, input);
    }
}
