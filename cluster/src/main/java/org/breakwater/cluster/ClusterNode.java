package org.breakwater.cluster;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.breakwater.cluster.grid.Grid;
import org.breakwater.cluster.grid.Kinds;
import org.breakwater.cluster.link.Services;
import org.breakwater.platform.config.ClusterConfig;
import org.breakwater.platform.link.LinkServices;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.SharedMaps;
import org.breakwater.platform.time.TimeSource;

/** This main server in the cluster of main servers. */
public final class ClusterNode implements SharedMaps, AutoCloseable {

    private final Services services = new Services();
    private final Grid grid;

    private ClusterNode(ClusterConfig config, Member self, Kinds kinds) {
        this.grid = new Grid(config, self, kinds, services);
    }

    /**
     * Joins the cluster, or makes it when nobody else is there. Blocks for some seconds.
     *
     * @param kinds every kind of map that will be asked for; the same on all servers
     * @throws org.breakwater.cluster.grid.GridException when the address cannot be bound or the id is taken; the message
     *     is for the administrator
     */
    public static ClusterNode start(ClusterConfig config, List<MapKind<?, ?, ?>> kinds, TimeSource time) {
        Member self = Member.startedAt(config.node(), time.epochSeconds());
        return new ClusterNode(config, self, new Kinds(kinds, time));
    }

    /** Blocks for a moment when the map is asked for the first time. */
    @Override
    public <K, V, S> SharedMap<K, V> map(MapKind<K, V, S> kind, String name) {
        return grid.map(kind, name);
    }

    /** Who is there. */
    public ClusterMembers members() {
        return grid.members();
    }

    /** What this server does for satellites. */
    public LinkServices services() {
        return services;
    }

    /** Completes once everything the others have was taken over after this call; waits until there are others. */
    public CompletionStage<Void> caughtUp() {
        return grid.caughtUp();
    }

    /** Whether every change that was told is on another server, too. */
    public boolean hasBackup() {
        return grid.hasBackup();
    }

    /** Registers what an operator wants to see. */
    public void register(Metrics metrics) {
        metrics.gauge(
                "breakwater_cluster_members",
                "Servers of the cluster this one is in touch with, itself among them",
                () -> grid.members().present().size());
        metrics.gauge(
                "breakwater_cluster_waiting",
                "Entries that changed here and have still to be told to the other servers",
                grid::waiting);
        metrics.gauge(
                "breakwater_cluster_backup",
                "1 when every entry that was told is on another server, too",
                () -> grid.hasBackup() ? 1 : 0);
        metrics.gauge(
                "breakwater_cluster_compared", "How often all maps were compared with the others'", grid::compared);
    }

    /** Leaves after what waits was told, as far as a second allows. Blocks for some seconds. */
    @Override
    public void close() {
        grid.leave();
    }

    /** Leaves as a crash would, for tests. */
    void crash() {
        grid.terminate();
    }
}
