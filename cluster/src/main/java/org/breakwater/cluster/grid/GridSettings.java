package org.breakwater.cluster.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.DiscoveryStrategyConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.QueueConfig;
import com.hazelcast.config.RingbufferConfig;
import com.hazelcast.config.SetConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.breakwater.cluster.link.Ask;
import org.breakwater.cluster.link.LinkSettings;
import org.breakwater.platform.config.ClusterConfig;
import org.breakwater.platform.state.Member;

/** Makes Hazelcast's configuration of ours. What is not needed is off. */
final class GridSettings {

    static final String NODE = "node";
    static final String RUN = "run";

    private static final int PARTITIONS = 71;
    private static final int FEW = 1000;
    private static final int ASK_THREADS = 4;
    private static final int ASK_QUEUE = 1000;
    private static final int DELIVER_THREADS = 2;
    private static final int DELIVER_QUEUE = 10_000;

    private GridSettings() {}

    /** Settings of a member. */
    static Config member(ClusterConfig config, Member self, Map<String, Object> context) {
        Config hazelcast = new Config();
        hazelcast.setClusterName(config.name());
        hazelcast.setInstanceName("breakwater-" + self.node() + '-' + self.run());
        hazelcast.getMemberAttributeConfig().setAttribute(NODE, self.node()).setAttribute(RUN, self.run());
        hazelcast.getUserContext().putAll(context);
        network(hazelcast.getNetworkConfig(), config);
        LinkSettings.serialization(hazelcast.getSerializationConfig());
        hazelcast.getSerializationConfig().addDataSerializableFactory(WireFactory.ID, new WireFactory());
        hazelcast.getJetConfig().setEnabled(false);
        hazelcast.getMetricsConfig().setEnabled(false);
        Kinds kinds = (Kinds) context.get(Kinds.CONTEXT_KEY);
        kinds.families().forEach(family -> hazelcast.addMapConfig(mapConfig(family, config.backups())));
        limitTheRest(hazelcast);
        hazelcast.addExecutorConfig(pool(Ask.EXECUTOR, ASK_THREADS, ASK_QUEUE));
        hazelcast.addExecutorConfig(pool(Deliver.EXECUTOR, DELIVER_THREADS, DELIVER_QUEUE));
        properties(config).forEach(hazelcast::setProperty);
        if (config.membersSrv().isPresent()) {
            hazelcast.setProperty("hazelcast.discovery.enabled", "true");
        }
        return hazelcast;
    }

    /** Nothing of ours has other names, but whoever is connected may make such structures: they stay small. */
    private static void limitTheRest(Config hazelcast) {
        EvictionConfig few = new EvictionConfig()
                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                .setSize(FEW)
                .setEvictionPolicy(EvictionPolicy.LRU);
        hazelcast.addMapConfig(new MapConfig("default").setBackupCount(0).setEvictionConfig(few));
        hazelcast.addQueueConfig(new QueueConfig("default").setMaxSize(FEW).setBackupCount(0));
        hazelcast.addListConfig(new ListConfig("default").setMaxSize(FEW).setBackupCount(0));
        hazelcast.addSetConfig(new SetConfig("default").setMaxSize(FEW).setBackupCount(0));
        hazelcast.addRingBufferConfig(
                new RingbufferConfig("default").setCapacity(FEW).setBackupCount(0));
    }

    private static ExecutorConfig pool(String name, int threads, int queue) {
        return new ExecutorConfig(name)
                .setPoolSize(threads)
                .setQueueCapacity(queue)
                .setStatisticsEnabled(false);
    }

    /** After a split the replicas bring their states together by their rule; Hazelcast need not. */
    private static MapConfig mapConfig(String family, int backups) {
        return new MapConfig(family + ".*")
                .setBackupCount(backups)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setStatisticsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig(DiscardMergePolicy.class.getName(), 100));
    }

    private static void network(NetworkConfig network, ClusterConfig config) {
        network.setPort(config.bind().port()).setPortAutoIncrement(false).setPortCount(1);
        config.advertise().ifPresent(place -> network.setPublicAddress(LinkSettings.text(place)));
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        boolean bySrv = config.membersSrv().isPresent();
        join.getTcpIpConfig()
                .setEnabled(!bySrv)
                .setConnectionTimeoutSeconds(config.times().connectSeconds())
                .setMembers(config.members().stream().map(LinkSettings::text).toList());
        config.membersSrv()
                .ifPresent(name -> join.getDiscoveryConfig()
                        .addDiscoveryStrategyConfig(
                                new DiscoveryStrategyConfig(new SrvDiscovery(new SrvLookup(), name), Map.of())));
    }

    private static Map<String, String> properties(ClusterConfig config) {
        ClusterConfig.Times times = config.times();
        return List.of(
                        "hazelcast.phone.home.enabled=false",
                        "hazelcast.logging.type=slf4j",
                        "hazelcast.shutdownhook.enabled=false",
                        "hazelcast.local.localAddress=" + config.bind().host(),
                        "hazelcast.socket.bind.any=false",
                        "hazelcast.jmx=false",
                        "hazelcast.partition.count=" + PARTITIONS,
                        "hazelcast.operation.thread.count=2",
                        "hazelcast.operation.generic.thread.count=2",
                        "hazelcast.io.thread.count=1",
                        "hazelcast.event.thread.count=2",
                        "hazelcast.wait.seconds.before.join=1",
                        "hazelcast.max.wait.seconds.before.join=5",
                        "hazelcast.heartbeat.interval.seconds=" + times.heartbeatSeconds(),
                        "hazelcast.max.no.heartbeat.seconds=" + times.deadSeconds(),
                        "hazelcast.socket.connect.timeout.seconds=" + times.connectSeconds(),
                        "hazelcast.merge.first.run.delay.seconds=" + times.mergeSeconds(),
                        "hazelcast.merge.next.run.delay.seconds=" + times.mergeSeconds(),
                        "hazelcast.operation.call.timeout.millis=" + 3000 * times.heartbeatSeconds(),
                        "hazelcast.operation.backup.timeout.millis=2000",
                        "hazelcast.operation.fail.on.indeterminate.state=true",
                        "hazelcast.partition.migration.interval=0",
                        "hazelcast.graceful.shutdown.max.wait=10")
                .stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
