package org.breakwater.cluster.grid;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is in the cluster, from Hazelcast's member list. */
public final class Members implements ClusterMembers {

    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    private final HazelcastInstance instance;
    private final Member self;
    private final Runnable changed;
    private final Executor executor;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<Member> present = Set.of();
    private volatile Set<Member> told = Set.of();

    Members(HazelcastInstance instance, Member self, Runnable changed, Executor executor) {
        this.instance = instance;
        this.self = self;
        this.changed = changed;
        this.executor = executor;
        this.present = read();
        this.told = present;
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                update();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                update();
            }
        });
        update();
    }

    /**
     * Refuses to be a member beside one of the same id.
     *
     * @throws GridException when there is one
     */
    void refuseTwin() {
        long same = instance.getCluster().getMembers().stream()
                .filter(m -> self.node().equals(m.getAttribute(GridSettings.NODE)))
                .count();
        if (same > 1) {
            throw new GridException(
                    "another server of the cluster has the id " + self.node()
                            + "; give each an id of its own in cluster.node",
                    null);
        }
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public Set<Member> present() {
        return present;
    }

    @Override
    public SharedMap.Subscription listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void update() {
        present = read();
        changed.run();
        try {
            executor.execute(this::tell);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the cluster is being left");
        }
    }

    /** Runs on one thread, so that differences add up. */
    private void tell() {
        Set<Member> before = told;
        Set<Member> now = present;
        if (before.equals(now)) {
            return;
        }
        told = now;
        for (Member m : now) {
            if (!before.contains(m)) {
                LOG.info("server {} is in the cluster", m.text());
                listeners.forEach(l -> l.joined(m));
            }
        }
        for (Member m : before) {
            if (!now.contains(m)) {
                LOG.warn("server {} cannot be reached any more", m.text());
                listeners.forEach(l -> l.left(m));
            }
        }
    }

    private Set<Member> read() {
        Set<Member> members = new LinkedHashSet<>();
        members.add(self);
        instance.getCluster().getMembers().forEach(m -> {
            String node = m.getAttribute(GridSettings.NODE);
            String run = m.getAttribute(GridSettings.RUN);
            if (node != null && run != null) {
                members.add(new Member(node, run));
            }
        });
        return Set.copyOf(members);
    }
}
