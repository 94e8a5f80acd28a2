package org.breakwater.pbx.phone;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.breakwater.media.transport.AudioReport;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.agent.Account;
import org.breakwater.sip.agent.Call;
import org.breakwater.sip.agent.CallEnd;
import org.breakwater.sip.agent.CallListener;
import org.breakwater.sip.agent.Identifiers;
import org.breakwater.sip.agent.IncomingCall;
import org.breakwater.sip.agent.Registration;
import org.breakwater.sip.agent.RegistrationEvent;
import org.breakwater.sip.agent.Signalling;
import org.breakwater.sip.agent.UserAgent;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * One run of the phone: register, call or be called, unregister, tell. Everything happens on the signalling worker.
 */
final class Phone implements CallListener, UserAgent.IncomingListener {

    private static final int REGISTER_SECONDS = 3600;
    private static final int RING_MILLIS = 1000;
    private static final int UNREGISTER_MILLIS = 2000;

    private final PhoneSettings settings;
    private final Account account;
    private final AudioLine audio;
    private final PhoneOutput output;
    private final Timers timers;
    private final TimeSource time;
    private final UserAgent agent;
    private final String instance;
    private final FailureText failures;
    private final CompletableFuture<PhoneSummary> done = new CompletableFuture<>();
    private Registration registration;
    private Call call;
    private Timers.Timer bound = () -> {};
    private boolean registered;
    private boolean rang;
    private boolean answered;
    private boolean stopping;
    private String endedBy;
    private String reason;
    private long answeredNanos;
    private long talkNanos;
    private AudioReport report;

    /** What a phone needs from outside. */
    record Parts(
            Signalling signalling, Account account, AudioLine audio, Timers timers, TimeSource time, Identifiers ids) {}

    Phone(PhoneSettings settings, Parts parts, PhoneOutput output, String instance) {
        this.settings = settings;
        this.account = parts.account();
        this.audio = parts.audio();
        this.output = output;
        this.timers = parts.timers();
        this.time = parts.time();
        this.instance = instance;
        this.failures = new FailureText(settings.serverName());
        this.agent = new UserAgent(parts.signalling(), account, timers, parts.ids(), this);
    }

    /** Told once, when nothing more will happen. */
    CompletableFuture<PhoneSummary> done() {
        return done;
    }

    void start() {
        output.event(PhoneEvent.of(
                        "registering",
                        "registering " + settings.user() + " at " + settings.serverName() + " over "
                                + account.server().protocol().token())
                .with("user", settings.user())
                .with("server", settings.serverName())
                .with("transport", account.server().protocol().token()));
        if (settings.answer()) {
            bound = timers.schedule(settings.durationSeconds() * 1000L, this::waitedLongEnough);
        }
        registration = agent.register(REGISTER_SECONDS, instance, this::registration);
    }

    /** Hangs up and unregisters, as Ctrl-C asks for. */
    void stop() {
        if (stopping) {
            return;
        }
        if (call != null && !call.isEnded()) {
            call.hangUp();
        } else {
            finish();
        }
    }

    private void registration(RegistrationEvent event) {
        if (event instanceof RegistrationEvent.Registered success) {
            registered(success.expires());
        } else if (event instanceof RegistrationEvent.Failed failed) {
            registrationFailed(failed);
        } else {
            conclude();
        }
    }

    private void registered(int expires) {
        boolean first = !registered;
        registered = true;
        if (!first || stopping) {
            return;
        }
        output.event(
                PhoneEvent.of("registered", "registered as " + account.addressOfRecord() + " for " + expires + " s")
                        .with("addressOfRecord", account.addressOfRecord())
                        .with("expires", expires));
        if (settings.call() != null) {
            place();
        } else if (settings.answer()) {
            output.event(PhoneEvent.of("waiting", "waiting for a call"));
        } else {
            finish();
        }
    }

    private void registrationFailed(RegistrationEvent.Failed failed) {
        String why = failures.of(failed.failure());
        output.event(PhoneEvent.of("registration-failed", "registration failed: " + why)
                .with("status", failed.failure().status())
                .with("reason", why));
        boolean keepTrying = registered && failed.retryInSeconds() >= 0 && !stopping;
        if (!keepTrying) {
            registered = false;
            reason = reason == null ? "registration failed: " + why : reason;
            if (call == null || call.isEnded()) {
                finish();
            }
        }
    }

    private void place() {
        String destination = settings.call().matches("(?i)sips?:.*")
                ? settings.call()
                : "sip:" + settings.call() + (settings.call().indexOf('@') < 0 ? '@' + account.domain() : "");
        output.event(PhoneEvent.of("calling", "calling " + settings.call()).with("destination", destination));
        call = agent.call(destination, audio.offer(), this);
    }

    @Override
    public Optional<CallListener> incoming(SipMessage invite) {
        boolean free = settings.answer() && !stopping && call == null;
        return free ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void ready(IncomingCall incoming) {
        call = incoming;
        rang = true;
        output.event(PhoneEvent.of("incoming", "call from " + caller(incoming) + ", ringing")
                .with("from", caller(incoming)));
        incoming.ring();
        timers.schedule(RING_MILLIS, () -> answer(incoming));
    }

    private void answer(IncomingCall incoming) {
        if (incoming.isEnded()) {
            return;
        }
        byte[] offer = incoming.offer();
        Optional<byte[]> description = offer == null ? Optional.of(audio.offer()) : audio.answer(offer);
        if (description.isEmpty()) {
            reason = "the caller has no codec in common; this phone has PCMU and PCMA";
            incoming.reject(488);
            return;
        }
        talking();
        incoming.answer(description.get());
        if (offer != null) {
            output.event(PhoneEvent.of("answered", "answered: " + audio.agreed()));
        }
    }

    @Override
    public void progress(int status, String phrase, byte[] description) {
        rang |= status == 180 || status == 183;
        output.event(PhoneEvent.of(status == 180 ? "ringing" : "progress", "ringing (" + status + " " + phrase + ")")
                .with("status", status));
    }

    @Override
    public void established(byte[] description) {
        if (call instanceof IncomingCall incoming && incoming.offer() != null) {
            return;
        }
        boolean agreed = description != null && audio.conclude(description);
        if (!answered) {
            talking();
            bound.cancel();
            if (!settings.answer()) {
                bound = timers.schedule(settings.durationSeconds() * 1000L, this::hangUp);
            }
        }
        if (agreed) {
            output.event(PhoneEvent.of("answered", "answered: " + audio.agreed()));
        } else {
            reason = "the answer has no codec in common; this phone has PCMU and PCMA";
            call.hangUp();
        }
    }

    @Override
    public Optional<byte[]> offered(byte[] offer) {
        Optional<byte[]> answer = offer == null ? Optional.of(audio.offer()) : audio.answer(offer);
        output.event(PhoneEvent.of("session-changed", "session changed by the other side: " + audio.agreed()));
        return answer;
    }

    @Override
    public void ended(CallEnd end) {
        endedBy = end.by().name().toLowerCase(java.util.Locale.ROOT);
        if (answered) {
            talkNanos = time.monotonicNanos() - answeredNanos;
        }
        if (end.failure() != null) {
            reason = reason == null ? failures.of(end.failure()) : reason;
        } else if (!answered && reason == null) {
            reason = end.by() == CallEnd.By.LOCAL ? "the call was given up" : "the caller gave up";
        }
        output.event(
                PhoneEvent.of("ended", endText(end)).with("by", endedBy).with("talkMillis", talkNanos / 1_000_000L));
        if (answered) {
            audio.finish(result -> {
                report = result;
                finish();
            });
        } else {
            finish();
        }
    }

    private void talking() {
        answered = true;
        answeredNanos = time.monotonicNanos();
    }

    private void hangUp() {
        call.hangUp();
    }

    private void waitedLongEnough() {
        if (call != null && !call.isEnded()) {
            call.hangUp();
        } else if (!stopping) {
            reason = "no call came within " + settings.durationSeconds() + " s";
            output.event(PhoneEvent.of("no-call", reason));
            finish();
        }
    }

    /** Unregisters, then tells; a server that does not answer is not waited for. */
    private void finish() {
        if (stopping) {
            return;
        }
        stopping = true;
        bound.cancel();
        if (!registered) {
            conclude();
            return;
        }
        timers.schedule(UNREGISTER_MILLIS, this::conclude);
        registration.unregister();
    }

    private void conclude() {
        if (done.isDone()) {
            return;
        }
        if (settings.call() == null && !settings.answer() && !registered && reason == null) {
            reason = "not registered";
        }
        boolean callDone = answered || (settings.call() == null && !settings.answer());
        boolean ok = registered && callDone && reason == null;
        String why = ok || reason != null ? reason : "stopped before it was done";
        PhoneSummary summary =
                new PhoneSummary(ok, registered, rang, answered, endedBy, why, talkNanos / 1_000_000L, report);
        output.summary(summary);
        done.complete(summary);
    }

    private String endText(CallEnd end) {
        if (end.by() == CallEnd.By.FAILURE) {
            return "call failed: " + reason;
        }
        String who = end.by() == CallEnd.By.LOCAL ? "this phone hung up" : "the other side hung up";
        return answered
                ? who + String.format(java.util.Locale.ROOT, " after %.1f s", talkNanos / 1e9)
                : who + " before the call was answered";
    }

    private static String caller(IncomingCall incoming) {
        try {
            return incoming.invite().from().uriText();
        } catch (SipParseException e) {
            return "somebody";
        }
    }
}
