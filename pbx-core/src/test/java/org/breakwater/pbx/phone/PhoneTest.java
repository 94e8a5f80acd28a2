package org.breakwater.pbx.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.breakwater.media.transport.AudioReport;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.agent.Account;
import org.breakwater.sip.agent.Identifiers;
import org.breakwater.sip.agent.Wire;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.ResponseBuilder;
import org.junit.jupiter.api.Test;

class PhoneTest {

    private final ManualTime time = new ManualTime();
    private final Wire wire = new Wire(time);
    private final WithRegistrar callerSide = new WithRegistrar(wire.left(), time);
    private final WithRegistrar calleeSide = new WithRegistrar(wire.right(), time);
    private final Recorder caller = new Recorder();
    private final Recorder callee = new Recorder();
    private final FakeLine callerLine = new FakeLine();
    private final FakeLine calleeLine = new FakeLine();

    @Test
    void twoPhonesTalkAndTheCallerHangsUpAfterItsDuration() {
        Phone answering = callee(60);
        answering.start();
        time.advanceMillis(100);
        caller("1002", 10).start();
        time.advanceMillis(15_000);

        assertThat(caller.events)
                .containsExactly("registering", "registered", "calling", "ringing", "answered", "ended");
        assertThat(callee.events)
                .containsExactly("registering", "registered", "waiting", "incoming", "answered", "ended");
        assertThat(caller.summary.ok()).isTrue();
        assertThat(caller.summary.endedBy()).isEqualTo("local");
        assertThat(caller.summary.talkMillis()).isBetween(9_900L, 10_100L);
        assertThat(caller.summary.audio().toneHeard()).isTrue();
        assertThat(callee.summary.ok()).isTrue();
        assertThat(callee.summary.endedBy()).isEqualTo("remote");
        assertThat(answering.done()).isCompleted();
        assertThat(callerLine.finished && calleeLine.finished).isTrue();
        assertThat(callerSide.registrations()).as("registered and unregistered").isEqualTo(2);
    }

    @Test
    void registrationAloneIsASuccess() {
        caller(null, 10).start();
        time.advanceMillis(5_000);
        assertThat(caller.summary.ok()).isTrue();
        assertThat(caller.summary.audio()).isNull();
        assertThat(caller.events).containsExactly("registering", "registered");
    }

    @Test
    void refusedRegistrationIsToldWithStatusWarningAndAHint() {
        callerSide.answerRegisterBy(
                request -> ResponseBuilder.of(request, 403).header(HeaderName.WARNING, "399 here \"not you\""));
        caller("1002", 10).start();
        time.advanceMillis(5_000);
        assertThat(caller.summary.ok()).isFalse();
        assertThat(caller.summary.reason())
                .isEqualTo("registration failed: 403 Forbidden (Warning: 399 here \"not you\"): "
                        + "the server does not allow this user to do that");
        assertThat(caller.events).containsExactly("registering", "registration-failed");
    }

    @Test
    void serverThatIsNotThereIsNamed() {
        callerSide.answerRegisterBy(request -> null);
        caller("1002", 10).start();
        time.advanceMillis(5_000);
        assertThat(caller.summary.reason())
                .isEqualTo("registration failed: no answer from pbx:5060: connection refused");
    }

    @Test
    void busyPeerIsToldAsSuch() {
        callee(60).start();
        time.advanceMillis(100);
        caller("1002", 10).start();
        time.advanceMillis(3_000);
        Recorder second = new Recorder();
        phone(new PhoneSettings("1003", "1002", false, false, 10, "pbx:5060"), callerSide, new FakeLine(), second)
                .start();
        time.advanceMillis(3_000);
        assertThat(second.summary.reason()).isEqualTo("486 Busy Here: the other side is busy");
        assertThat(second.summary.registered()).isTrue();
    }

    @Test
    void phoneThatAnswersGivesUpWaiting() {
        callee(30).start();
        time.advanceMillis(40_000);
        assertThat(callee.summary.ok()).isFalse();
        assertThat(callee.summary.reason()).isEqualTo("no call came within 30 s");
    }

    @Test
    void durationOfAnAnsweringPhoneBoundsItsCall() {
        callee(5).start();
        time.advanceMillis(100);
        caller("1002", 60).start();
        time.advanceMillis(10_000);
        assertThat(callee.summary.endedBy()).isEqualTo("local");
        assertThat(callee.summary.ok()).isTrue();
        assertThat(caller.summary.endedBy()).isEqualTo("remote");
    }

    @Test
    void callerThatGivesUpIsNoSuccessForTheCallee() {
        Phone calling = caller("1002", 10);
        callee(60).start();
        time.advanceMillis(100);
        calling.start();
        time.advanceMillis(500);
        calling.stop();
        time.advanceMillis(5_000);
        assertThat(caller.summary.reason()).isEqualTo("the call was given up");
        assertThat(callee.summary.reason()).isEqualTo("the caller gave up");
        assertThat(callee.summary.rang()).isTrue();
        assertThat(callee.summary.answered()).isFalse();
    }

    @Test
    void interruptedPhoneHangsUpAndUnregisters() {
        Phone calling = caller("1002", 60);
        callee(60).start();
        time.advanceMillis(100);
        calling.start();
        time.advanceMillis(5_000);
        calling.stop();
        time.advanceMillis(5_000);
        assertThat(wire.log()).endsWith("BYE", "200 BYE");
        assertThat(callerSide.registrations()).isEqualTo(2);
        assertThat(caller.summary.ok()).isTrue();
    }

    @Test
    void nothingInCommonIsRefusedWith488() {
        calleeLine.codecs = false;
        callee(60).start();
        time.advanceMillis(100);
        caller("1002", 10).start();
        time.advanceMillis(5_000);
        assertThat(caller.summary.reason())
                .isEqualTo("488 Not Acceptable Here: no codec in common; this phone has PCMU and PCMA");
        assertThat(callee.summary.ok()).isFalse();
    }

    @Test
    void textSummaryReadsAsAPersonExpects() {
        StringWriter text = new StringWriter();
        new TextOutput(new PrintWriter(text))
                .summary(new PhoneSummary(
                        true, true, true, true, "remote", null, 2000, new AudioReport(100, 99, 1, 0.25, true, "12")));
        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "registration   ok",
                        "ringing        yes",
                        "answered       yes",
                        "RTP            sent 100 packets, received 99, lost 1, jitter 0.3 ms",
                        "tone heard     yes",
                        "keys heard     12",
                        "ended by       the other side",
                        "result         ok");
    }

    @Test
    void jsonSummaryIsOneObject() {
        StringWriter text = new StringWriter();
        JsonOutput json = new JsonOutput(new PrintWriter(text), time);
        json.event(PhoneEvent.of("ringing", "ringing (180 Ringing)").with("status", 180));
        time.advanceMillis(1500);
        json.summary(new PhoneSummary(false, true, false, false, "failure", "404 Not \"Found\"", 0, null));
        assertThat(text.toString().lines())
                .containsExactly(
                        "{\"event\":\"ringing\",\"atMillis\":0,\"text\":\"ringing (180 Ringing)\",\"status\":180}",
                        "{\"event\":\"summary\",\"atMillis\":1500,\"result\":\"failed\",\"registered\":true,"
                                + "\"rang\":false,\"answered\":false,\"endedBy\":\"failure\","
                                + "\"reason\":\"404 Not \\\"Found\\\"\",\"talkMillis\":0}");
    }

    private Phone caller(String number, int seconds) {
        return phone(
                new PhoneSettings("1001", number, false, true, seconds, "pbx:5060"), callerSide, callerLine, caller);
    }

    private Phone callee(int seconds) {
        return phone(new PhoneSettings("1002", null, true, true, seconds, "pbx:5060"), calleeSide, calleeLine, callee);
    }

    private Phone phone(PhoneSettings settings, WithRegistrar side, FakeLine line, Recorder recorder) {
        Account account = new Account(
                settings.user(),
                "127.0.0.1",
                "p",
                side == callerSide ? wire.left().peerTarget() : wire.right().peerTarget(),
                List.of(),
                "test");
        Identifiers ids = new Identifiers(new Random(settings.user().hashCode()));
        return new Phone(settings, new Phone.Parts(side, account, line, time, time, ids), recorder, "urn:uuid:1");
    }

    /** Keeps what it is told. */
    private static final class Recorder implements PhoneOutput {
        private final List<String> events = new ArrayList<>();
        private PhoneSummary summary;

        @Override
        public void event(PhoneEvent event) {
            events.add(event.name());
        }

        @Override
        public void summary(PhoneSummary told) {
            assertThat(summary).as("told once").isNull();
            summary = told;
        }
    }

    /** Agrees to everything, or to nothing. */
    private static final class FakeLine implements AudioLine {
        private static final byte[] SDP = "v=0".getBytes(StandardCharsets.US_ASCII);
        private boolean codecs = true;
        private boolean finished;

        @Override
        public byte[] offer() {
            return SDP;
        }

        @Override
        public Optional<byte[]> answer(byte[] offer) {
            return codecs ? Optional.of(SDP) : Optional.empty();
        }

        @Override
        public boolean conclude(byte[] answer) {
            return codecs;
        }

        @Override
        public String agreed() {
            return "PCMU";
        }

        @Override
        public void finish(Consumer<AudioReport> report) {
            finished = true;
            report.accept(new AudioReport(500, 500, 0, 0.1, true, ""));
        }
    }
}
