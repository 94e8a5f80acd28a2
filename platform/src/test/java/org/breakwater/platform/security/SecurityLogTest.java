package org.breakwater.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityLogTest {

    private static final InetSocketAddress SOURCE = new InetSocketAddress(IpNetwork.parseAddress("192.0.2.7"), 5062);

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final Metrics metrics = new Metrics();

    private static SecurityEvent event(String account) {
        return new SecurityEvent(
                SecurityEvent.Kind.INVALID_PASSWORD, SOURCE, "tcp", account, "wrong answer", "call-1@host");
    }

    @Test
    void eventIsOneLineWithTheSocketsAddressFirst() {
        String line = SecurityLogLine.format(event("1001"), Instant.parse("2026-11-21T09:10:11.1239Z"));

        assertThat(line)
                .isEqualTo("2026-11-21T09:10:11.123Z event=InvalidPassword src=192.0.2.7 sport=5062 transport=tcp"
                        + " account=\"1001\" reason=\"wrong answer\" callid=\"call-1@host\"\n");
    }

    @Test
    void nothingAStrangerSendsCanEndItsFieldOrItsLine() {
        StringBuilder nasty = new StringBuilder();
        for (char c = 0; c < 300; c++) {
            nasty.append(c);
        }
        String value = "x\" src=203.0.113.9\r\n\u2028event=InvalidPassword\\";

        for (String account : List.of(nasty.toString(), value, "\\\"", "a".repeat(5000))) {
            String line = SecurityLogLine.format(event(account), Instant.EPOCH);

            assertThat(line).matches("[ -~]+\n").hasSizeLessThan(1500);
            String accountField = line.substring(line.indexOf("account="), line.indexOf(" reason="));
            assertThat(accountField).matches("account=\"(?:[^\"\\\\]|\\\\.)*\"");
        }
    }

    @Test
    void eventsAreWrittenInOrderAndToldToSubscribers() throws IOException {
        Path file = folder.resolve("log/security.log");
        List<SecurityEvent> told = new CopyOnWriteArrayList<>();
        SecurityLogFile log = new SecurityLogFile(file, time, metrics);
        log.subscribe(event -> {
            throw new IllegalStateException("a bad subscriber");
        });
        log.subscribe(told::add);

        for (int i = 0; i < 1000; i++) {
            log.record(event("user" + i));
        }
        log.close();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1000);
        assertThat(lines.get(999)).contains("account=\"user999\"");
        assertThat(told).hasSize(1000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void nothingRecordedBeforeClosingIsLost() throws IOException {
        for (int round = 0; round < 200; round++) {
            Path file = folder.resolve("round" + round);
            SecurityLogFile log = new SecurityLogFile(file, time, metrics);
            for (int i = 0; i <= round % 5; i++) {
                log.record(event("user"));
            }
            log.close();
            assertThat(Files.readAllLines(file)).hasSize(round % 5 + 1);
        }
    }

    @Test
    void fileMovedAwayIsMadeAnew() throws Exception {
        Path file = folder.resolve("security.log");
        SecurityLogFile log = new SecurityLogFile(file, time, metrics);
        CountDownLatch first = new CountDownLatch(1);
        log.subscribe(event -> first.countDown());
        log.record(event("before"));
        assertThat(first.await(5, TimeUnit.SECONDS)).isTrue();
        awaitLine(file);

        Files.move(file, folder.resolve("security.log.1"));
        log.record(event("after"));
        log.close();

        assertThat(Files.readString(file)).contains("after").doesNotContain("before");
    }

    private static void awaitLine(Path file) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(System.nanoTime()).as("no line was written").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void eventsBeyondTheQueueAreCountedAndTheFileSaysSo() throws Exception {
        Path file = folder.resolve("security.log");
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        SecurityLogFile log = new SecurityLogFile(file, time, metrics);
        log.subscribe(event -> {
            busy.countDown();
            await(go);
        });
        log.record(event("first"));
        assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 10_007; i++) {
            log.record(event("more"));
        }
        go.countDown();
        log.close();

        assertThat(Files.readAllLines(file)).hasSize(10_002).last().asString().contains("event=EventsDropped count=7");
        assertThat(metrics.scrape()).contains("breakwater_security_events_dropped_total 7.0");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
