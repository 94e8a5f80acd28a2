package org.breakwater.dns.secondary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.Zones;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zone's SOA says: refresh 900 s, retry 120 s, expire 86,400 s. */
class SecondaryZoneTest {

    private static final long SECOND = 1000;

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final List<String> served = new ArrayList<>();
    private final InetSocketAddress primary = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    private Optional<ZoneContents> atPrimary = Optional.of(Zones.zone(1, "a A 192.0.2.1"));
    private int asked;

    @Test
    void zoneIsFetchedAtTheStartAndServed() {
        start(0);

        assertThat(served).containsExactly("serial 1");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void primaryIsAskedAgainAfterTheRefreshTime() {
        start(0);
        atPrimary = Optional.of(Zones.zone(2));

        time.advanceMillis(899 * SECOND);
        assertThat(asked).isEqualTo(1);
        time.advanceMillis(SECOND);

        assertThat(served).containsExactly("serial 1", "serial 2");
    }

    @Test
    void primaryThatDoesNotAnswerIsAskedAfterTheRetryTime() {
        start(0);
        atPrimary = Optional.empty();
        time.advanceMillis(900 * SECOND);
        assertThat(asked).isEqualTo(2);

        time.advanceMillis(120 * SECOND);

        assertThat(asked).isEqualTo(3);
        assertThat(served).containsExactly("serial 1");
    }

    @Test
    void notifyLeadsToAQuestionAtOnce() {
        SecondaryZone zone = start(0);
        atPrimary = Optional.of(Zones.zone(2));

        zone.notified(primary);

        assertThat(served).containsExactly("serial 1", "serial 2");
    }

    @Test
    void copyExpiresWhenNobodyConfirmsIt() {
        start(0);
        atPrimary = Optional.empty();

        time.advanceMillis(86_399 * SECOND);
        assertThat(served).containsExactly("serial 1");
        time.advanceMillis(2 * SECOND);

        assertThat(served).containsExactly("serial 1", "withdrawn");
    }

    @Test
    void expiredCopyIsServedAgainWhenAPrimaryConfirmsIt() {
        start(0);
        atPrimary = Optional.empty();
        time.advanceMillis(90_000 * SECOND);

        atPrimary = Optional.of(Zones.zone(1, "a A 192.0.2.1"));
        time.advanceMillis(900 * SECOND);

        assertThat(served).containsExactly("serial 1", "withdrawn", "serial 1");
    }

    @Test
    void confirmationPutsTheExpiryOff() {
        start(0);

        time.advanceMillis(200_000 * SECOND);

        assertThat(served).containsExactly("serial 1");
    }

    @Test
    void coldStartWithoutPrimariesServesTheCopyForWeeks() {
        start(42 * 86_400).stop();
        served.clear();
        atPrimary = Optional.empty();
        time.advanceMillis(30L * 86_400 * SECOND);

        start(42 * 86_400);
        assertThat(served).containsExactly("serial 1");
        time.advanceMillis(11L * 86_400 * SECOND);
        assertThat(served).containsExactly("serial 1");
        time.advanceMillis(2L * 86_400 * SECOND);

        assertThat(served).containsExactly("serial 1", "withdrawn");
    }

    @Test
    void copyThatIsTooOldAtTheStartIsNotServed() {
        start(0).stop();
        served.clear();
        atPrimary = Optional.empty();
        time.advanceMillis(90_000 * SECOND);

        SecondaryZone zone = start(0);

        assertThat(served).isEmpty();
        assertThat(zone.phase()).isEqualTo("expired");
    }

    @Test
    void damagedCopyIsFetchedAgain() throws IOException {
        start(0).stop();
        served.clear();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "@ SOA nonsense");
            }
        }

        start(0);

        assertThat(served).containsExactly("serial 1");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void withoutACopyPrimariesAreAskedMoreAndMoreSlowly() {
        atPrimary = Optional.empty();
        start(0);

        time.advanceMillis(5 * SECOND);
        assertThat(asked).isEqualTo(2);
        time.advanceMillis(10 * SECOND);
        assertThat(asked).isEqualTo(3);
        time.advanceMillis(3600 * SECOND);

        assertThat(asked).isBetween(12, 20);
    }

    private SecondaryZone start(long expireSeconds) {
        SecondaryZone zone = new SecondaryZone(
                new SecondaryZone.Identity(Zones.ORIGIN, "all", expireSeconds),
                (have, first) -> {
                    asked++;
                    ZoneContents newest = atPrimary.orElseThrow(() -> new IOException("no answer"));
                    return have.filter(h -> h.serial() == newest.serial()).isPresent()
                            ? Optional.empty()
                            : Optional.of(newest);
                },
                new ZoneFiles(folder, time),
                new SecondaryZone.Threads(Runnable::run, time, Runnable::run),
                new SecondaryZone.Consumer() {
                    @Override
                    public void serve(ZoneContents contents) {
                        served.add("serial " + contents.serial());
                    }

                    @Override
                    public void withdraw() {
                        served.add("withdrawn");
                    }
                });
        zone.start();
        return zone;
    }
}
