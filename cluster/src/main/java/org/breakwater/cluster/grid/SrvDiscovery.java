package org.breakwater.cluster.grid;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.properties.PropertyDefinition;
import com.hazelcast.logging.ILogger;
import com.hazelcast.spi.discovery.AbstractDiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.DiscoveryStrategy;
import com.hazelcast.spi.discovery.DiscoveryStrategyFactory;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.config.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds members by DNS SRV, anew each time Hazelcast looks for others: at the start, and after a split. */
final class SrvDiscovery implements DiscoveryStrategyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(SrvDiscovery.class);

    private final SrvLookup lookup;
    private final String name;

    SrvDiscovery(SrvLookup lookup, String name) {
        this.lookup = lookup;
        this.name = name;
    }

    @Override
    public Class<? extends DiscoveryStrategy> getDiscoveryStrategyType() {
        return Strategy.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public DiscoveryStrategy newDiscoveryStrategy(
            DiscoveryNode self, ILogger logger, Map<String, Comparable> properties) {
        return new Strategy(logger, properties);
    }

    @Override
    public Collection<PropertyDefinition> getConfigurationProperties() {
        return List.of();
    }

    private final class Strategy extends AbstractDiscoveryStrategy {

        @SuppressWarnings("rawtypes")
        Strategy(ILogger logger, Map<String, Comparable> properties) {
            super(logger, properties);
        }

        @Override
        public Iterable<DiscoveryNode> discoverNodes() {
            List<DiscoveryNode> nodes = new ArrayList<>();
            for (HostPort server : lookup.servers(name)) {
                try {
                    nodes.add(new SimpleDiscoveryNode(new Address(server.host(), server.port())));
                } catch (UnknownHostException e) {
                    LOG.warn("server {} of the cluster has no address", server.host());
                }
            }
            return nodes;
        }
    }
}
