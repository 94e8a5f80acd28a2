package org.breakwater.cluster.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.logging.Logger;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.DiscoveryStrategy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.SimpleResolver;

class SrvDiscoveryTest {

    private static final String NAME = "_cluster._tcp.pbx.test.";

    private TinyDns dns;
    private SrvLookup lookup;

    @BeforeEach
    void start() throws IOException {
        dns = new TinyDns();
        SimpleResolver resolver = new SimpleResolver(InetAddress.getByName("127.0.0.1"));
        resolver.setPort(dns.port());
        resolver.setTimeout(Duration.ofSeconds(2));
        lookup = new SrvLookup(resolver);
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void serversComeByPriorityWithTheirPorts() {
        dns.srv(NAME, 20, 5702, "127.0.0.2.");
        dns.srv(NAME, 10, 5701, "127.0.0.1.");

        assertThat(lookup.servers(NAME))
                .containsExactly(new HostPort("127.0.0.1", 5701), new HostPort("127.0.0.2", 5702));
    }

    @Test
    void hazelcastIsToldAnewEachTimeItLooks() {
        DiscoveryStrategy strategy = new SrvDiscovery(lookup, NAME)
                .newDiscoveryStrategy(null, Logger.getLogger(SrvDiscoveryTest.class), Map.of());
        assertThat(addresses(strategy)).isEmpty();
        dns.srv(NAME, 10, 5701, "127.0.0.9.");

        assertThat(addresses(strategy)).containsExactly("[127.0.0.9]:5701");
    }

    @Test
    void nameThatDoesNotExistGivesNobody() {
        assertThat(lookup.servers("_other._tcp.pbx.test.")).isEmpty();
        assertThat(lookup.servers("a..b")).isEmpty();
    }

    private static List<String> addresses(DiscoveryStrategy strategy) {
        List<String> found = new ArrayList<>();
        for (DiscoveryNode node : strategy.discoverNodes()) {
            found.add(node.getPrivateAddress().toString());
        }
        return found;
    }
}
