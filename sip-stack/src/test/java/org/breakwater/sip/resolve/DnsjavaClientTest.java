package org.breakwater.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsjavaClientTest {

    private TinyDnsServer server;
    private DnsjavaClient client;

    @BeforeEach
    void start() throws Exception {
        server = new TinyDnsServer();
        server.add("pbx.example.", "A", "192.0.2.1")
                .add("pbx.example.", "AAAA", "2001:db8::1")
                .add("alias.example.", "CNAME", "pbx.example.")
                .add("_sip._tcp.example.", "SRV", "10 20 5070 pbx.example.")
                .add("example.", "NAPTR", "1 2 \"s\" \"SIP+D2T\" \"\" _sip._tcp.example.");
        client = new DnsjavaClient(List.of(server.address()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void recordsOfEachTypeAreRead() throws Exception {
        assertThat(ask("pbx.example", DnsType.A))
                .isEqualTo(DnsAnswer.of(List.of(new DnsRecord.Address(InetAddress.getByName("192.0.2.1"))), 60));
        assertThat(ask("pbx.example", DnsType.AAAA).records())
                .containsExactly(new DnsRecord.Address(InetAddress.getByName("2001:db8::1")));
        assertThat(ask("_sip._tcp.example", DnsType.SRV).records())
                .containsExactly(new DnsRecord.Srv(10, 20, 5070, "pbx.example"));
        assertThat(ask("example", DnsType.NAPTR).records())
                .containsExactly(new DnsRecord.Naptr(1, 2, "S", "SIP+D2T", "_sip._tcp.example"));
    }

    @Test
    void aliasesAreFollowed() throws Exception {
        assertThat(ask("alias.example", DnsType.A).records())
                .containsExactly(new DnsRecord.Address(InetAddress.getByName("192.0.2.1")));
    }

    @Test
    void absentNamesAndTypesAreNoFailure() throws Exception {
        assertThat(ask("nowhere.example", DnsType.A)).isEqualTo(DnsAnswer.none(30));
        assertThat(ask("pbx.example", DnsType.SRV)).isEqualTo(DnsAnswer.none(30));
    }

    @Test
    void whatIsNoNameFails() throws Exception {
        assertThat(ask("a..b", DnsType.A).failure()).contains("not a host name");
        assertThat(ask("x".repeat(64) + ".example", DnsType.A).failure()).contains("not a host name");
    }

    private DnsAnswer ask(String name, DnsType type) throws Exception {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        client.query(name, type, answer::complete);
        return answer.get(5, TimeUnit.SECONDS);
    }
}
