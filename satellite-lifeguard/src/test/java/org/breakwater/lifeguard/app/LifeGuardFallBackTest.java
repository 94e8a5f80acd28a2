package org.breakwater.lifeguard.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two main servers that answer OPTIONS, so that the verdict is CONNECTED, and do with calls what the test tells them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class LifeGuardFallBackTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 41_560);
    private static final InetSocketAddress TRUNK = new InetSocketAddress("127.0.0.3", 41_590);
    private static final int PATIENCE_SECONDS = 8;

    private Path home;
    private LifeGuard guard;
    private FakeMain first;
    private FakeMain second;
    private TestPhone anna;
    private TestPhone bert;
    private TestPhone trunk;

    @BeforeAll
    void startBesideTwoMains(@TempDir Path folder) throws Exception {
        home = folder;
        Foundation.prepareHome(home);
        BranchDisk.fill(home, "sip:127.0.0.3:" + TRUNK.getPort());
        Files.writeString(
                home.resolve("lifeguard.yaml"), "site: paris\nmains: [sip:127.0.0.2:41501, sip:127.0.0.2:41502]\n");
        Files.writeString(
                home.resolve("breakwater.yaml"), "security:\n  rate: {messages_per_second: 10000, burst: 10000}\n");
        first = new FakeMain(new InetSocketAddress("127.0.0.2", 41_501));
        second = new FakeMain(new InetSocketAddress("127.0.0.2", 41_502));
        guard = LifeGuard.start(new RunOptions(
                home, null, List.of("udp:127.0.0.1:41560"), new ParseOptions(List.of(), List.of(), n -> null)));
        anna = new TestPhone("1001", "pw-1001", SERVER, 41_571);
        bert = new TestPhone("1002", "pw-1002", SERVER, 41_572);
        trunk = new TestPhone("trunk", "", SERVER, TRUNK);
        for (TestPhone phone : List.of(anna, bert, trunk)) {
            phone.waitFor(PATIENCE_SECONDS);
        }
        assertThat(bert.register()).isEqualTo(200);
        while (!isConnected()) {
            bert.register(); // each takes a moment; the second OPTIONS is answered within a second
        }
    }

    private boolean isConnected() throws Exception {
        JsonNode status = new ControlClient(home.resolve("control.sock")).call("status", Map.of());
        return status.path("verdict").asText().equals("CONNECTED")
                && status.path("evidence").asText().contains("41501 answers; sip:127.0.0.2:41502 answers");
    }

    @AfterAll
    void stop() throws Exception {
        List.of(anna, bert, trunk).forEach(TestPhone::close);
        guard.stop();
        first.close();
        second.close();
    }

    @BeforeEach
    void mainsAreWell() {
        first.answersWith(404);
        second.answersWith(404);
    }

    private static Thread answering(TestPhone phone, AtomicReference<String> invite) {
        Thread answering = Threads.named("callee").newThread(() -> {
            try {
                invite.set(phone.awaitRequest("INVITE"));
                phone.answer(invite.get(), 180, "Ringing");
                phone.answer(invite.get(), 486, "Busy Here");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        answering.start();
        return answering;
    }

    private void callReaches(TestPhone callee, String number, String requestLine) throws Exception {
        AtomicReference<String> invite = new AtomicReference<>();
        Thread thread = answering(callee, invite);
        assertThat(TestPhone.status(anna.request("INVITE", number, ""))).isEqualTo(180);
        assertThat(TestPhone.status(anna.finalReply())).isEqualTo(486);
        thread.join();
        assertThat(invite.get()).startsWith(requestLine);
    }

    @Test
    void aCallThatNoMainAnswersGoesOverTheTrunkWithinFiveSeconds() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        long before = TimeSource.system().monotonicNanos();
        callReaches(trunk, "00331234567", "INVITE sip:0331234567@127.0.0.3:41590");
        long millis = (TimeSource.system().monotonicNanos() - before) / 1_000_000;
        System.out.println("a call that neither of two mains answers rings at the trunk after: " + millis + " ms");
        assertThat(millis).isLessThan(5_000);
        assertThat(first.asked()).isPositive();
        assertThat(second.asked()).isPositive();
    }

    @Test
    void anotherSitesNumberIsDialledByItsDid() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        callReaches(trunk, "2001", "INVITE sip:+3347000001@127.0.0.3:41590");
    }

    @Test
    void anUnknownNumberRingsTheOperator() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        callReaches(bert, "7777", "INVITE sip:1002@127.0.0.1:41572");
    }

    @Test
    void aFeatureCodeGetsAClearAnswer() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        String reply = anna.request("INVITE", "*8", "");
        assertThat(TestPhone.status(reply)).isEqualTo(480);
        assertThat(TestPhone.header(reply, "Warning")).contains("not available in survival mode");
    }

    @Test
    void aWrongPasswordDoesNotGetTheTrunkThisWay() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        try (TestPhone thief = new TestPhone("1001", "guess", SERVER, 41_573)) {
            thief.waitFor(PATIENCE_SECONDS);
            assertThat(TestPhone.status(thief.request("INVITE", "00331234567", "")))
                    .isEqualTo(407);
        }
    }

    @Test
    void aSubscriptionThatNoMainAnswersIsToldToComeLater() throws Exception {
        first.answersWith(FakeMain.SILENT);
        second.answersWith(FakeMain.SILENT);
        String reply = anna.request("SUBSCRIBE", "1003", "Event: dialog\r\nExpires: 300\r\n");
        assertThat(TestPhone.status(reply)).isEqualTo(503);
        assertThat(TestPhone.header(reply, "Retry-After")).isNotEmpty();
    }

    @Test
    void theSecondMainIsAskedWhenTheFirstIsSilent() throws Exception {
        first.answersWith(FakeMain.SILENT);
        assertThat(anna.request("INVITE", "5555", "")).startsWith("SIP/2.0 404 Not Found At Main");
        assertThat(second.asked()).isEqualTo(1);
    }

    @Test
    void theSecondMainIsAskedAtOnceWhenTheFirstHasNoTime() throws Exception {
        first.answersWith(503);
        assertThat(anna.request("INVITE", "5555", "")).startsWith("SIP/2.0 404 Not Found At Main");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 408, 480, 486, 500, 503, 603})
    void whatAMainAnswersIsPassedOnAndNothingElseIsTried(int status) throws Exception {
        first.answersWith(status);
        second.answersWith(status);
        String reply = anna.request("INVITE", "00331234567", "");
        assertThat(TestPhone.status(reply)).isEqualTo(status == 503 ? 500 : status); // RFC 3261 §16.7 step 6
        assertThat(second.asked()).isEqualTo(status == 503 ? 1 : 0);
    }
}
