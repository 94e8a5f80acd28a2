package org.breakwater.pbx.names;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.time.TimeSource;

/**
 * Which mains phones should not be sent to: those that are not in the cluster as this one sees it, those that take no phones
 * or lag behind by their own account, and this one itself while that is so. Any thread.
 */
public final class MainsHealth implements HealthSource {

    /** How long a server has to be well before it counts as well again, so that answers do not flap. */
    static final long SETTLE_NANOS = 5_000_000_000L;

    /** How long another server has to call itself sick before that counts; of itself this one knows at once. */
    static final long PATIENCE_NANOS = 3_000_000_000L;

    private final ClusterMembers members;
    private final Set<String> mains;
    private final BooleanSupplier wellNow;
    private final Function<Member, Optional<Boolean>> says;
    private final TimeSource time;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Condition own;
    private final Map<Member, Condition> others = new HashMap<>();
    private volatile Set<String> sick = Set.of();

    /**
     * Hears of members from now on; {@link #look()} has to be called each second.
     *
     * @param members whose ids are the names of mains in DNS
     * @param mains names of all mains
     * @param wellNow whether this server takes phones and keeps up; must not block
     * @param says the same of another one, as it says; empty before it said anything. Must not block
     */
    public MainsHealth(
            ClusterMembers members,
            Set<String> mains,
            BooleanSupplier wellNow,
            Function<Member, Optional<Boolean>> says,
            TimeSource time) {
        this.members = members;
        this.mains = Set.copyOf(mains);
        this.wellNow = wellNow;
        this.says = says;
        this.time = time;
        this.own = new Condition(true, 0, time.monotonicNanos());
        members.listen(new ClusterMembers.Listener() {
            @Override
            public void joined(Member member) {
                judge();
                tell();
            }

            @Override
            public void left(Member member) {
                judge();
                tell();
            }
        });
    }

    /** Looks how all servers are, and tells listeners when that changed. */
    public void look() {
        if (judge()) {
            tell();
        }
    }

    private synchronized boolean judge() {
        long now = time.monotonicNanos();
        Set<String> found = new TreeSet<>();
        if (!own.settle(wellNow.getAsBoolean(), now)) {
            found.add(members.self().node());
        }
        Set<Member> present = members.present();
        others.keySet().retainAll(present);
        for (Member member : present) {
            if (!member.equals(members.self()) && !isWell(member, now)) {
                found.add(member.node());
            }
        }
        boolean changed = !found.equals(sick);
        sick = found;
        return changed;
    }

    /** One that just came and says nothing yet is waited for; one that never says anything counts as well. */
    private boolean isWell(Member member, long now) {
        Optional<Boolean> word = says.apply(member);
        Condition condition =
                others.computeIfAbsent(member, m -> new Condition(word.orElse(false), PATIENCE_NANOS, now));
        return condition.settle(word.orElse(now - condition.sinceNanos >= PATIENCE_NANOS), now);
    }

    /** Whether a server counts as well: it has to be otherwise for a while. Guarded by the lock of the whole. */
    private static final class Condition {
        private final long patienceNanos;
        private final long sinceNanos;
        private boolean well;
        private long confirmedNanos;

        Condition(boolean well, long patienceNanos, long now) {
            this.well = well;
            this.patienceNanos = patienceNanos;
            this.sinceNanos = now;
            this.confirmedNanos = now;
        }

        boolean settle(boolean wellNow, long now) {
            if (wellNow != well && now - confirmedNanos >= (well ? patienceNanos : SETTLE_NANOS)) {
                well = wellNow;
            }
            if (wellNow == well) {
                confirmedNanos = now;
            }
            return well;
        }
    }

    @Override
    public Set<String> down() {
        Set<String> down = new TreeSet<>(mains);
        for (Member present : members.present()) {
            down.remove(present.node());
        }
        sick.stream().filter(mains::contains).forEach(down::add);
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
