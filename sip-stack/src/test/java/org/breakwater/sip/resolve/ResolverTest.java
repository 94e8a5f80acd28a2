package org.breakwater.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.sip.flow.TransportProtocol.TCP;
import static org.breakwater.sip.flow.TransportProtocol.TLS;
import static org.breakwater.sip.flow.TransportProtocol.UDP;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.kit.ManualWorker;
import org.breakwater.sip.message.SipUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

    private final ManualTime time = new ManualTime();
    private final ManualWorker worker = new ManualWorker(0, time);
    private final FakeDns dns = new FakeDns()
            .with(
                    "host.example A 192.0.2.1",
                    "host.example AAAA 2001:db8::1",
                    "six.example AAAA 2001:db8::6",
                    "srv.example A 192.0.2.99",
                    "_sip._tcp.srv.example SRV 20 0 5070 b.srv.example",
                    "_sip._tcp.srv.example SRV 10 0 5080 a.srv.example",
                    "_sips._tcp.srv.example SRV 10 0 5081 a.srv.example",
                    "a.srv.example A 192.0.2.10",
                    "b.srv.example A 192.0.2.20",
                    "b.srv.example A 192.0.2.21",
                    "naptr.example NAPTR 20 10 S SIP+D2U _sip._udp.pool.example",
                    "naptr.example NAPTR 10 20 S SIP+D2T _sip._tcp.pool.example",
                    "naptr.example NAPTR 10 10 S SIPS+D2T _sips._tcp.pool.example",
                    "naptr.example NAPTR 5 10 U E2U+SIP ignored.example",
                    "_sip._udp.pool.example SRV 1 1 5060 a.srv.example",
                    "_sip._tcp.pool.example SRV 1 1 5060 b.srv.example",
                    "_sips._tcp.pool.example SRV 1 1 5061 b.srv.example",
                    "none.example A 192.0.2.50",
                    "_sip._tcp.none.example SRV 0 0 0 .");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:192.0.2.7 | udp:192.0.2.7:5060",
                "sip:192.0.2.7:5062;transport=tcp | tcp:192.0.2.7:5062",
                "sips:192.0.2.7 | tls:192.0.2.7:5061",
                "sips:192.0.2.7;transport=tcp | tls:192.0.2.7:5061",
                "sip:[2001:db8::9];transport=tcp | tcp:[2001:db8::9]:5060",
                "sip:user@192.0.2.7;maddr=192.0.2.8 | udp:192.0.2.8:5060",
                "sip:host.example | udp:192.0.2.1:5060 udp:[2001:db8::1]:5060",
                "sip:HOST.example.:5070;transport=tcp | tcp:192.0.2.1:5070 tcp:[2001:db8::1]:5070",
                "sip:six.example;transport=tcp | tcp:[2001:db8::6]:5060",
                "sip:srv.example;transport=tcp | tcp:192.0.2.10:5080 tcp:192.0.2.20:5070 tcp:192.0.2.21:5070",
                "sip:srv.example | tcp:192.0.2.10:5080 tcp:192.0.2.20:5070 tcp:192.0.2.21:5070",
                "sip:srv.example:5060 | udp:192.0.2.99:5060",
                "sips:srv.example | tls:192.0.2.10:5081",
                "sip:naptr.example | tls:192.0.2.20:5061 tls:192.0.2.21:5061",
                "sips:naptr.example | tls:192.0.2.20:5061 tls:192.0.2.21:5061",
                "sip:none.example;transport=tcp | none.example offers no tcp",
                "sip:nowhere.example | nowhere.example has no address",
                "sip:localhost:5062;transport=tcp | tcp:127.0.0.1:5062 tcp:[::1]:5062",
                "sip:pbx.local;transport=tcp | tcp:10.1.2.3:5060",
                "sip:host.example;transport=ws | transport ws is not spoken here",
                "sip:host.example;transport=sctp | Unknown transport sctp",
            })
    void uriLeadsToTargets(String uri, String expected) throws Exception {
        Resolver resolver = resolver(List.of(UDP, TCP, TLS));
        assertThat(resolve(resolver, uri)).isEqualTo(expected);
    }

    @Test
    void withoutUdpTheFirstTransportWeSpeakIsUsed() throws Exception {
        Resolver resolver = resolver(List.of(TCP));
        assertThat(resolve(resolver, "sip:host.example:5070")).startsWith("tcp:192.0.2.1:5070");
        assertThat(resolve(resolver, "sip:naptr.example")).startsWith("tcp:192.0.2.20:5060");
        assertThat(resolve(resolver, "sips:host.example")).isEqualTo("no transport for host.example is spoken here");
    }

    @Test
    void targetsKeepTheDomainForTheCertificateCheck() throws Exception {
        List<Resolution> results = new ArrayList<>();
        resolver(List.of(TLS)).resolve(SipUri.parse("sips:naptr.example"), worker, results::add);
        assertThat(results.get(0).targets()).allMatch(t -> t.serverName().equals("naptr.example"));
    }

    @Test
    void answersAreRememberedWhileTheyHold() throws Exception {
        Resolver resolver = resolver(List.of(TCP));
        resolve(resolver, "sip:host.example:5060");
        int asked = dns.questions.size();
        time.advanceMillis(59_000);
        resolve(resolver, "sip:host.example:5060");
        assertThat(dns.questions).hasSize(asked);

        time.advanceMillis(2_000);
        resolve(resolver, "sip:host.example:5060");
        assertThat(dns.questions).hasSize(asked * 2);
    }

    @Test
    void absenceIsRememberedToo() throws Exception {
        Resolver resolver = resolver(List.of(TCP));
        resolve(resolver, "sip:nowhere.example:5060");
        resolve(resolver, "sip:nowhere.example:5060");
        assertThat(dns.questions).containsExactly("nowhere.example A", "nowhere.example AAAA");
        time.advanceMillis(31_000);
        resolve(resolver, "sip:nowhere.example:5060");
        assertThat(dns.questions).hasSize(4);
    }

    @Test
    void failureIsForgottenSoon() throws Exception {
        dns.failing("bad.example A", "DNS answers SERVFAIL").failing("bad.example AAAA", "DNS answers SERVFAIL");
        Resolver resolver = resolver(List.of(TCP));
        assertThat(resolve(resolver, "sip:bad.example:5060")).isEqualTo("DNS answers SERVFAIL");
        time.advanceMillis(2_100);
        resolve(resolver, "sip:bad.example:5060");
        assertThat(dns.questions).hasSize(4);
    }

    @Test
    void sameQuestionAtOnceIsAskedOnce() throws Exception {
        dns.holds = true;
        Resolver resolver = resolver(List.of(TCP));
        List<Resolution> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            resolver.resolve(SipUri.parse("sip:host.example:5060"), worker, results::add);
        }
        assertThat(results).isEmpty();
        dns.release();
        assertThat(results).hasSize(5).allMatch(Resolution::succeeded);
        assertThat(dns.questions).containsExactly("host.example A", "host.example AAAA");
    }

    @Test
    void silentDnsIsGivenUpInTimeAndLateAnswersAreIgnored() throws Exception {
        dns.holds = true;
        List<Resolution> results = new ArrayList<>();
        resolver(List.of(TCP)).resolve(SipUri.parse("sip:host.example"), worker, results::add);
        time.advanceMillis(4_999);
        assertThat(results).isEmpty();
        time.advanceMillis(1);
        assertThat(results).hasSize(1);
        assertThat(results.get(0).failure()).isEqualTo("DNS does not answer in time");
        dns.release();
        assertThat(results).hasSize(1);
    }

    @Test
    void tooManyQuestionsAtOnceFail() throws Exception {
        dns.holds = true;
        Resolver resolver = resolver(List.of(TCP));
        List<Resolution> results = new ArrayList<>();
        for (int i = 0; i <= DnsCache.MAX_QUESTIONS; i++) {
            resolver.resolve(SipUri.parse("sip:h" + i + ".example:5060"), worker, results::add);
        }
        assertThat(results).hasSize(1);
        assertThat(results.get(0).failure()).isEqualTo("too many DNS questions at once");
    }

    @Test
    void cacheForgetsWhatWasNotUsedForLongest() {
        DnsCache cache = new DnsCache(dns, time, 2);
        for (String name :
                List.of("a.srv.example", "b.srv.example", "a.srv.example", "host.example", "a.srv.example")) {
            cache.lookup(name, DnsType.A, worker, answer -> {});
        }
        assertThat(cache.size()).isEqualTo(2);
        assertThat(dns.questions).containsExactly("a.srv.example A", "b.srv.example A", "host.example A");
    }

    private Resolver resolver(List<TransportProtocol> supported) {
        ResolverSettings settings = new ResolverSettings(supported, true, true, true, bound -> 0, 5_000);
        HostsFile hosts = HostsFile.parse(List.of("# comment", "10.1.2.3\tpbx.local  PBX # x", "bad line"));
        return new Resolver(settings, hosts, dns, time);
    }

    private String resolve(Resolver resolver, String uri) throws Exception {
        List<Resolution> results = new ArrayList<>();
        resolver.resolve(SipUri.parse(uri), worker, results::add);
        assertThat(results).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
        Resolution result = results.get(0);
        return result.succeeded()
                ? result.targets().stream()
                        .map(t -> t.protocol().token()
                                + ':'
                                + Addresses.hostText(t.address().getAddress())
                                + ':'
                                + t.address().getPort())
                        .collect(Collectors.joining(" "))
                : result.failure();
    }
}
