package org.breakwater.cluster.link;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.config.HostPort;

/**
 * How a satellite reaches the main servers.
 *
 * @param name name of the cluster
 * @param node this satellite's id, for the mains' logs
 * @param mains the main servers; one that answers tells of the others
 * @param heartbeat between two signs of life on an idle line
 * @param dead without a sign of life the line counts as broken
 * @param firstPause before the second attempt to connect; each pause is half as long again as the one before
 * @param longestPause up to this
 */
public record LinkSettings(
        String name,
        String node,
        List<HostPort> mains,
        Duration heartbeat,
        Duration dead,
        Duration firstPause,
        Duration longestPause) {

    static final int FACTORY_ID = 7302;

    private static final double GROWTH = 1.5;
    private static final double JITTER = 0.2;

    /** A branch has two mains to try within the five seconds after which its news should be known to them. */
    private static final int CONNECT_MILLIS = 2000;

    /** Copies the list. */
    public LinkSettings {
        mains = List.copyOf(mains);
    }

    /** Times that suit a link of 1 Mbit/s. */
    public static LinkSettings of(String name, String node, List<HostPort> mains) {
        return new LinkSettings(
                name,
                node,
                mains,
                Duration.ofSeconds(3),
                Duration.ofSeconds(9),
                Duration.ofMillis(300),
                Duration.ofMillis(500));
    }

    ClientConfig client() {
        ClientConfig client = new ClientConfig();
        client.setClusterName(name);
        client.setInstanceName(node);
        client.getNetworkConfig()
                .setAddresses(mains.stream().map(LinkSettings::text).toList())
                .setConnectionTimeout(CONNECT_MILLIS)
                .getAutoDetectionConfig()
                .setEnabled(false);
        client.getConnectionStrategyConfig().setAsyncStart(true).setReconnectMode(ReconnectMode.ASYNC);
        client.getConnectionStrategyConfig()
                .getConnectionRetryConfig()
                .setInitialBackoffMillis((int) firstPause.toMillis())
                .setMaxBackoffMillis((int) longestPause.toMillis())
                .setMultiplier(GROWTH)
                .setJitter(JITTER)
                .setClusterConnectTimeoutMillis(-1);
        serialization(client.getSerializationConfig());
        client.getMetricsConfig().setEnabled(false);
        Map.of(
                        "hazelcast.client.heartbeat.interval", String.valueOf(heartbeat.toMillis()),
                        "hazelcast.client.heartbeat.timeout", String.valueOf(dead.toMillis()),
                        "hazelcast.client.invocation.timeout.seconds", String.valueOf(2 * dead.toSeconds()),
                        "hazelcast.client.event.thread.count", "1",
                        "hazelcast.client.io.input.thread.count", "1",
                        "hazelcast.client.io.output.thread.count", "1",
                        "hazelcast.client.response.thread.count", "1",
                        "hazelcast.client.statistics.enabled", "false",
                        "hazelcast.logging.type", "slf4j")
                .forEach(client::setProperty);
        return client;
    }

    /** Only the exceptions of Hazelcast and the JDK are read by Java's serialization; nothing of ours is. */
    public static void serialization(SerializationConfig serialization) {
        serialization.addDataSerializableFactory(FACTORY_ID, typeId -> {
            if (typeId != Ask.CLASS_ID) {
                throw new IllegalArgumentException("class " + typeId + " is not known here");
            }
            return new Ask();
        });
        ClassFilter allowed = new ClassFilter().addPrefixes("com.hazelcast.", "java.lang.", "java.util.", "java.io.");
        serialization.setJavaSerializationFilterConfig(new JavaSerializationFilterConfig().setWhitelist(allowed));
    }

    /** As Hazelcast writes an address. */
    public static String text(HostPort place) {
        String host = place.host().indexOf(':') >= 0 ? '[' + place.host() + ']' : place.host();
        return host + ':' + place.port();
    }
}
