package org.breakwater.dns.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketSeedsTest {

    private final PacketTarget target = new PacketTarget();

    @Test
    void everySeedIsHandled() throws IOException {
        PacketTarget.seeds().forEach(target::run);
    }

    @Test
    void everySeedIsHandledWhenItIsCutShort() throws IOException {
        PacketTarget.seeds().forEach(seed -> {
            for (int length = 0; length < seed.length; length++) {
                target.run(Arrays.copyOf(seed, length));
            }
        });
    }

    @Test
    void seedsWithOctetsChangedAreHandled() throws IOException {
        Random random = new Random(4711);
        List<byte[]> seeds =
                PacketTarget.seeds().filter(seed -> seed.length > 0).toList();
        for (int i = 0; i < 50_000; i++) {
            byte[] packet = seeds.get(random.nextInt(seeds.size())).clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
            }
            target.run(packet);
        }
    }
}
