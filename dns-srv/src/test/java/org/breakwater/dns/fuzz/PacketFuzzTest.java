package org.breakwater.dns.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class PacketFuzzTest {

    private final PacketTarget target = new PacketTarget();

    static Stream<byte[]> packets() throws IOException {
        return PacketTarget.seeds();
    }

    @MethodSource("packets")
    @FuzzTest(maxDuration = "60s")
    void packetsDoNoHarm(byte[] input) {
        target.run(input);
    }
}
