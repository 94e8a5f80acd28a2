package org.breakwater.daemon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.config.SecurityConfig;
import org.breakwater.platform.lifecycle.LoadGate;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.AccountGuard;
import org.breakwater.platform.security.AccountLimits;
import org.breakwater.platform.security.GuardLimits;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.platform.security.SecurityEvent.Kind;
import org.breakwater.platform.security.SourceGuard;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.auth.AuthObserver.Claim;
import org.breakwater.script.module.auth.AuthResult;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;

/** Guesses at one account from many addresses, seen from where credentials are checked. */
class AuthWatchTest {

    private static final Claim CLAIM = new Claim("1001", "1001", "home.example");
    private static final String OFFICE = "198.51.100.7";
    private static final String REGISTERED = "198.51.100.8";
    private static final String HOTEL = "203.0.113.77";

    private final ManualTime time = new ManualTime();
    private final List<SecurityEvent> log = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private final Edge edge = edge();
    private final AuthObserver watch =
            edge.authObserver((claim, source) -> source.equals(IpNetwork.parseAddress(REGISTERED)));

    private Edge edge() {
        GuardLimits sources = new GuardLimits(10, 20, 5, 3, 60, 600);
        AccountLimits accounts = new AccountLimits(10, 600, 120, 3600);
        SecurityConfig config = new SecurityConfig(NetworkList.EMPTY, NetworkList.EMPTY, sources, accounts, 10);
        return new Edge(
                new SourceGuard(sources, NetworkList.EMPTY, time),
                new AccountGuard(accounts, NetworkList.EMPTY, time),
                log::add,
                config,
                metrics,
                new LoadGate(time, 0, 1));
    }

    private record From(InetSocketAddress remote) implements Flow {
        @Override
        public long id() {
            return 0;
        }

        @Override
        public TransportProtocol protocol() {
            return TransportProtocol.UDP;
        }

        @Override
        public InetSocketAddress local() {
            return listenPoint().address();
        }

        @Override
        public ListenPoint listenPoint() {
            throw new IllegalStateException("nobody asks on which socket");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(byte[] message, SendOutcome outcome) {
            throw new IllegalStateException("nothing is sent");
        }
    }

    private static Flow from(String address) {
        InetAddress source = IpNetwork.parseAddress(address);
        return new From(new InetSocketAddress(source, 5070));
    }

    private static SipMessage register() {
        try {
            return SipMessage.parse(
                    Octets.bytes("REGISTER sip:home.example SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\r\n"
                            + "From: <sip:1001@home.example>;tag=1\r\nTo: <sip:1001@home.example>\r\n"
                            + "Call-ID: r1\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n"),
                    ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private AuthResult attempt(String address, boolean right) {
        AuthResult result = !watch.accepts(from(address), CLAIM)
                ? AuthResult.ACCOUNT_DELAYED
                : right ? AuthResult.OK : AuthResult.INVALID_PASSWORD;
        watch.checked(from(address), register(), CLAIM, result);
        return result;
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            attempt("100.64.0." + i, false);
        }
    }

    private List<SecurityEvent> events(Kind kind) {
        return log.stream().filter(e -> e.kind() == kind).toList();
    }

    @Test
    void beginAndEndOfADelayAreToldOnceEach() {
        guess(60);
        assertThat(events(Kind.ACCOUNT_DELAYED)).singleElement().satisfies(e -> {
            assertThat(e.account()).isEqualTo("1001");
            assertThat(e.source().getAddress().getHostAddress()).isEqualTo("100.64.0.9");
            assertThat(e.reason()).startsWith("for 120 s");
        });
        edge.noteReopenedAccounts();
        assertThat(events(Kind.ACCOUNT_REOPENED)).isEmpty();

        time.advanceMillis(120_000);
        edge.noteReopenedAccounts();
        edge.noteReopenedAccounts();

        assertThat(events(Kind.ACCOUNT_REOPENED)).singleElement().satisfies(e -> {
            assertThat(e.account()).isEqualTo("1001");
            assertThat(e.source().getAddress().getHostAddress()).isEqualTo("100.64.0.9");
        });
    }

    @Test
    void rightPasswordFromANewAddressHasToWait() {
        guess(10);
        assertThat(attempt(HOTEL, true)).isEqualTo(AuthResult.ACCOUNT_DELAYED);

        time.advanceMillis(120_000);

        assertThat(attempt(HOTEL, true)).isEqualTo(AuthResult.OK);
    }

    @Test
    void phoneThatAuthenticatedFromItsAddressBeforeIsServed() {
        attempt(OFFICE, true);
        guess(60);
        assertThat(attempt(OFFICE, true)).isEqualTo(AuthResult.OK);
    }

    @Test
    void phoneThatIsRegisteredFromItsAddressIsServed() {
        guess(60);
        assertThat(attempt(REGISTERED, true)).isEqualTo(AuthResult.OK);
    }

    @Test
    void wrongPasswordsFromTheRegisteredAddressDelayNobody() {
        for (int i = 0; i < 60; i++) {
            assertThat(attempt(REGISTERED, false)).isEqualTo(AuthResult.INVALID_PASSWORD);
        }
        assertThat(events(Kind.ACCOUNT_DELAYED)).isEmpty();
    }

    @Test
    void refusedAttemptCountsAgainstItsSourceWhetherRightOrWrong() {
        guess(10);
        attempt(HOTEL, true);
        attempt(HOTEL, false);
        assertThat(events(Kind.BANNED)).isEmpty();

        attempt(HOTEL, true);

        assertThat(events(Kind.BANNED))
                .extracting(e -> e.source().getAddress().getHostAddress())
                .containsExactly(HOTEL);
    }

    @Test
    void delaysAreMeasured() {
        guess(13);
        assertThat(metrics.scrape())
                .contains(
                        "breakwater_account_delays_total 1.0",
                        "breakwater_account_attempts_refused_total 3.0",
                        "breakwater_accounts_delayed 1.0");
        time.advanceMillis(120_000);
        assertThat(metrics.scrape()).contains("breakwater_accounts_delayed 0.0");
    }
}
