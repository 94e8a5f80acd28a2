package org.breakwater.pbx.names;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.time.TimeSource;

/**
 * Which mains phones should not be sent to: those that are not in the cluster as this one sees it, and this one itself
 * while it takes no phones or lags behind. Any thread.
 */
public final class MainsHealth implements HealthSource {

    /** How long this server has to be well before it counts as well again, so that answers do not flap. */
    static final long SETTLE_NANOS = 5_000_000_000L;

    private final ClusterMembers members;
    private final Set<String> mains;
    private final BooleanSupplier wellNow;
    private final TimeSource time;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean sick;
    private long sickNanos;
    private volatile boolean well = true;

    /**
     * Hears of members from now on; {@link #look()} has to be called each second.
     *
     * @param members whose ids are the names of mains in DNS
     * @param mains names of all mains
     * @param wellNow whether this server takes phones and keeps up; must not block
     */
    public MainsHealth(ClusterMembers members, Set<String> mains, BooleanSupplier wellNow, TimeSource time) {
        this.members = members;
        this.mains = Set.copyOf(mains);
        this.wellNow = wellNow;
        this.time = time;
        members.listen(new ClusterMembers.Listener() {
            @Override
            public void joined(Member member) {
                tell();
            }

            @Override
            public void left(Member member) {
                tell();
            }
        });
    }

    /** Looks how this server is, and tells listeners when that changed. */
    public void look() {
        boolean before = well;
        well = settle(wellNow.getAsBoolean());
        if (before != well) {
            tell();
        }
    }

    private synchronized boolean settle(boolean now) {
        if (!now) {
            sick = true;
            sickNanos = time.monotonicNanos();
        } else if (sick && time.monotonicNanos() - sickNanos >= SETTLE_NANOS) {
            sick = false;
        }
        return !sick;
    }

    @Override
    public Set<String> down() {
        Set<String> down = new TreeSet<>(mains);
        for (Member present : members.present()) {
            down.remove(present.node());
        }
        if (!well) {
            down.add(members.self().node());
        }
        return down;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
