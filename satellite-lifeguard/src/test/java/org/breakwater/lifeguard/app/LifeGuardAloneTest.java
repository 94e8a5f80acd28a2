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
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A cold start with nothing but the disk: no main server, no link. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeGuardAloneTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 28_060);
    private static final InetSocketAddress TRUNK = new InetSocketAddress("127.0.0.3", 28_090);

    private Path home;

    private LifeGuard guard;
    private long startMillis;
    private TestPhone anna;
    private TestPhone bert;
    private TestPhone carl;
    private TestPhone trunk;

    @BeforeAll
    void startAlone(@TempDir Path folder) throws Exception {
        home = folder;
        Foundation.prepareHome(home);
        BranchDisk.fill(home, "sip:127.0.0.3:" + TRUNK.getPort());
        Files.writeString(
                home.resolve("lifeguard.yaml"),
                "site: paris\nmains: [sip:127.0.0.2:28001, sip:127.0.0.2:28002]\nverdict: {alone_after_seconds: 1}\n");
        Files.writeString(
                home.resolve("breakwater.yaml"), "security:\n  rate: {messages_per_second: 10000, burst: 10000}\n");
        long before = TimeSource.system().monotonicNanos();
        guard = LifeGuard.start(new RunOptions(
                home, null, List.of("udp:127.0.0.1:28060"), new ParseOptions(List.of(), List.of(), n -> null)));
        startMillis = (TimeSource.system().monotonicNanos() - before) / 1_000_000;
        anna = new TestPhone("1001", "pw-1001", SERVER, 28_071);
        bert = new TestPhone("1002", "pw-1002", SERVER, 28_072);
        carl = new TestPhone("1003", "pw-1003", SERVER, 28_073);
        trunk = new TestPhone("trunk", "", SERVER, TRUNK);
        for (TestPhone phone : List.of(anna, bert, carl)) {
            assertThat(phone.register()).isEqualTo(200);
        }
        while (!status().path("verdict").asText().equals("ALONE")) {
            anna.register(); // each takes a moment; the verdict comes within its second or two
        }
    }

    private JsonNode status() throws Exception {
        return new ControlClient(home.resolve("control.sock")).call("status", Map.of());
    }

    @AfterAll
    void stop() {
        List.of(anna, bert, carl, trunk).forEach(TestPhone::close);
        guard.stop();
    }

    private static void answering(TestPhone phone, ThrowingRunnable test) throws Exception {
        Thread answering = Threads.named("callee").newThread(() -> {
            try {
                String invite = phone.awaitRequest("INVITE");
                phone.answer(invite, 180, "Ringing");
                phone.answer(invite, 486, "Busy Here");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        answering.start();
        test.run();
        answering.join();
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private void callReaches(TestPhone callee, String number) throws Exception {
        answering(callee, () -> {
            assertThat(TestPhone.status(anna.request("INVITE", number, ""))).isEqualTo(180);
            assertThat(TestPhone.status(anna.finalReply())).isEqualTo(486);
        });
    }

    @Test
    void itStartsWithinFiveSeconds() {
        assertThat(startMillis).isLessThan(5_000);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (TestPhone thief = new TestPhone("1001", "guess", SERVER, 28_074)) {
            assertThat(thief.register()).isEqualTo(401);
        }
    }

    @Test
    void phonesOfTheBranchReachOneAnotherByUserAndNumber() throws Exception {
        callReaches(bert, "1002");
        callReaches(bert, "331002");
    }

    @Test
    void aCallIsRecordedFromInviteToBye() throws Exception {
        int waiting =
                status().path("call_records").path("waiting_for_the_mains").asInt();
        Thread callee = Threads.named("callee").newThread(() -> {
            try {
                bert.answer(bert.awaitRequest("INVITE"), 200, "OK");
                bert.answer(bert.awaitRequest("BYE"), 200, "OK");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        callee.start();
        String answer = anna.request("INVITE", "331002", "");
        assertThat(TestPhone.status(answer)).isEqualTo(200);
        while (status().path("call_records").path("up").asInt() != 1) {
            anna.register(); // takes a moment
        }
        assertThat(TestPhone.status(anna.hangUp(answer))).isEqualTo(200);
        callee.join();
        JsonNode records = status().path("call_records");
        while (records.path("waiting_for_the_mains").asInt() == waiting) {
            records = status().path("call_records");
        }
        assertThat(records.path("up").asInt()).isZero();
    }

    @Test
    void anUnknownNumberRingsEveryOperator() throws Exception {
        answering(carl, () -> callReaches(bert, "7777"));
    }

    @Test
    void anOutsideNumberAndAnotherSitesNumberTakeTheTrunk() throws Exception {
        callReaches(trunk, "00331234567");
        callReaches(trunk, "2001");
    }

    @Test
    void anEmergencyCallNeedsNoPassword() throws Exception {
        try (TestPhone stranger = new TestPhone("nobody", "", SERVER, 28_075)) {
            answering(
                    trunk,
                    () -> assertThat(TestPhone.status(stranger.request("INVITE", "112", "")))
                            .isEqualTo(180));
        }
    }

    @Test
    void emergencyCallsAreNotedAndASourceMakesFiveInAMinute() throws Exception {
        try (TestPhone stranger = new TestPhone("nobody", "", SERVER, new InetSocketAddress("127.0.0.7", 28_076))) {
            for (int call = 0; call < 5; call++) {
                answering(
                        trunk,
                        () -> assertThat(TestPhone.status(stranger.request("INVITE", "112", "")))
                                .isEqualTo(180));
            }
            String reply = stranger.request("INVITE", "112", "");
            assertThat(TestPhone.status(reply)).isEqualTo(503);
            assertThat(TestPhone.header(reply, "Retry-After")).isNotEmpty();
        }
        Path log = home.resolve("log/security.log");
        String fromThere = " src=127.0.0.7 sport=28076 transport=udp account=\"nobody\"";
        while (!Files.readString(log).contains("event=RateLimited" + fromThere)) {
            anna.register(); // each takes a moment; the log is written within one
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("event=EmergencyCall" + fromThere))
                .hasSize(5)
                .allMatch(line -> line.contains("reason=\"emergency call to 112\""));
    }

    @Test
    void onlyCallsToEmergencyNumbersGoWithoutPassword() throws Exception {
        try (TestPhone stranger = new TestPhone("nobody", "", SERVER, 28_077)) {
            assertThat(TestPhone.status(stranger.request("MESSAGE", "112", ""))).isEqualTo(407);
        }
    }

    @Test
    void whoeverSendsWithTheTrunksAddressOverUdpNeedsAPassword() throws Exception {
        assertThat(TestPhone.status(trunk.request("INVITE", "1002", ""))).isEqualTo(407);
        assertThat(status().path("not_believed").toString())
                .contains("sip:127.0.0.3:28090: over UDP anybody can send", "sip:127.0.0.2:28001: over UDP");
    }

    @Test
    void aFeatureCodeGetsAClearAnswer() throws Exception {
        String reply = anna.request("INVITE", "*8", "");
        assertThat(TestPhone.status(reply)).isEqualTo(480);
        assertThat(TestPhone.header(reply, "Warning")).contains("not available in survival mode");
        assertThat(TestPhone.header(reply, "Reason")).contains("not available in survival mode");
    }

    @Test
    void aSubscriptionIsRefusedAtOnce() throws Exception {
        String reply = anna.request("SUBSCRIBE", "1002", "Event: dialog\r\nExpires: 300\r\n");
        assertThat(TestPhone.status(reply)).isEqualTo(503);
        assertThat(TestPhone.header(reply, "Retry-After")).isNotEmpty();
    }

    @Test
    void aRefreshOfASubscriptionAtAMainServerDoesNotEndIt() throws Exception {
        String reply = anna.subscribeAgain("1002");
        assertThat(TestPhone.status(reply)).isEqualTo(503);
        assertThat(TestPhone.header(reply, "Retry-After")).isNotEmpty();
    }

    @Test
    void statusSaysAloneAndWhy() throws Exception {
        JsonNode change = status().path("verdict_changes").path(0);
        assertThat(change.path("to").asText()).isEqualTo("ALONE");
        assertThat(change.path("why").asText()).contains("no main server has answered");
        assertThat(status().path("copied_accounts").asInt()).isEqualTo(3);
    }
}
