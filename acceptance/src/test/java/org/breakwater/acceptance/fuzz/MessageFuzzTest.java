package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.breakwater.sip.fuzz.FuzzTargets;
import org.breakwater.sip.fuzz.TimeBound;
import org.breakwater.sip.validate.TortureMessages;
import org.breakwater.sip.validate.TortureMessages.TortureMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class MessageFuzzTest {

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> torture() {
        return Stream.concat(TortureMessages.RFC_4475.stream(), TortureMessages.RFC_5118.stream())
                .map(TortureMessage::octets);
    }

    @MethodSource("torture")
    @FuzzTest(maxDuration = "60s")
    void messagesDoNoHarm(byte[] input) {
        bound.run(FuzzTargets::fuzzMessage, input);
    }
}
