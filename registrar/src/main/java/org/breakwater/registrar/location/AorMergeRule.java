package org.breakwater.registrar.location;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.Stamp;

/**
 * Merges registrations: every binding of both sides is there afterwards; of two with the same identity the one with the
 * later (time received, CSeq). A binding that was taken away stays away unless it was registered again later, and one
 * that lapsed does not give way to an older one.
 *
 * <p>For each identity a state holds either a binding or a {@link Tombstone}, whichever is later; the later one is all
 * that need be known, which makes {@link #merge} a join.
 */
public final class AorMergeRule implements MergeRule<AorBindings, AorState> {

    /** How long a removal is remembered at least: longer than phones register for, and servers stay cut, as a rule. */
    public static final long REMEMBER_MILLIS = 4L * 3600 * 1000;

    /** Tombstones of one address of record; the newest are kept. */
    public static final int MAX_TOMBSTONES = 64;

    /** Lapsed bindings are left to {@link Location#removeExpired()}, which tells listeners, for so long. */
    private static final long GRACE_MILLIS = 60_000;

    private final BindingIdentity identity;

    /**
     * @param identity as the registrar matches contacts, the same on every server
     */
    public AorMergeRule(BindingIdentity identity) {
        this.identity = identity;
    }

    @Override
    public AorBindings view(AorState state) {
        return state.present();
    }

    @Override
    public AorState change(AorState before, AorBindings after, Stamp stamp) {
        Knowledge old = new Knowledge().add(before);
        Knowledge changed = new Knowledge();
        if (after != null) {
            after.bindings().forEach(b -> changed.add(newerThan(old, b)));
        }
        for (Map.Entry<String, Binding> was : old.bindings.entrySet()) {
            if (!changed.bindings.containsKey(was.getKey())) {
                changed.add(tombstone(was.getKey(), was.getValue(), stamp.millis()));
            }
        }
        old.tombstones.forEach((id, tombstone) -> {
            if (!changed.bindings.containsKey(id)) {
                changed.add(tombstone);
            }
        });
        return changed.state();
    }

    @Override
    public AorState restore(AorState before, AorBindings kept) {
        Knowledge all = new Knowledge().add(before);
        kept.bindings().forEach(all::add);
        return all.state();
    }

    @Override
    public AorState merge(AorState one, AorState other) {
        return new Knowledge().add(one).add(other).state();
    }

    @Override
    public AorState tidy(AorState state, long nowMillis) {
        boolean lapsed = state.bindings().stream().anyMatch(b -> isLapsed(b, nowMillis));
        boolean forgotten = state.removed().stream().anyMatch(t -> t.keepUntilMillis() <= nowMillis);
        if (!lapsed && !forgotten && state.removed().size() <= MAX_TOMBSTONES) {
            return state;
        }
        Knowledge kept = new Knowledge();
        for (Binding b : state.bindings()) {
            if (isLapsed(b, nowMillis)) {
                kept.add(tombstone(identity.of(b), b, nowMillis));
            } else {
                kept.add(b);
            }
        }
        state.removed().forEach(kept::add);
        kept.tombstones.values().removeIf(t -> t.keepUntilMillis() <= nowMillis);
        kept.keepNewestTombstones();
        return kept.bindings.isEmpty() && kept.tombstones.isEmpty() ? null : kept.state();
    }

    /** What this server puts in place of something it knows is later than that, whatever its clock says. */
    private Binding newerThan(Knowledge old, Binding b) {
        String id = identity.of(b);
        Binding was = old.bindings.get(id);
        Tombstone gone = old.tombstones.get(id);
        if (was != null && !was.equals(b) && AorState.AGE.compare(b, was) <= 0) {
            return b.receivedAt(was.registration().receivedMillis() + 1);
        }
        return gone != null && gone.covers(b) ? b.receivedAt(gone.removedMillis() + 1) : b;
    }

    /** A lapsed binding leaves the memory of its own age: what was registered later elsewhere is not touched by it. */
    private static Tombstone tombstone(String identity, Binding b, long nowMillis) {
        long received = b.registration().receivedMillis();
        boolean lapsed = !b.isValid(Math.floorDiv(nowMillis, 1000L));
        long removed = lapsed ? received : Math.max(nowMillis, received);
        long lapses = b.registration().expiresAt() * 1000L;
        return new Tombstone(identity, removed, Math.max(lapses, removed + REMEMBER_MILLIS));
    }

    private static boolean isLapsed(Binding b, long nowMillis) {
        return !b.isValid(Math.floorDiv(nowMillis - GRACE_MILLIS, 1000L));
    }

    /** For each identity the latest that is known. */
    private final class Knowledge {
        private final Map<String, Binding> bindings = new LinkedHashMap<>();
        private final Map<String, Tombstone> tombstones = new LinkedHashMap<>();

        Knowledge add(AorState stateOrNull) {
            if (stateOrNull != null) {
                stateOrNull.bindings().forEach(this::add);
                stateOrNull.removed().forEach(this::add);
            }
            return this;
        }

        void add(Binding b) {
            String id = identity.of(b);
            Tombstone gone = tombstones.get(id);
            if (gone == null || !gone.covers(b)) {
                tombstones.remove(id);
                bindings.merge(id, b, (x, y) -> AorState.AGE.compare(x, y) >= 0 ? x : y);
            }
        }

        void add(Tombstone t) {
            Binding there = bindings.get(t.identity());
            if (there == null || t.covers(there)) {
                bindings.remove(t.identity());
                tombstones.merge(t.identity(), t, (x, y) -> Tombstone.ORDER.compare(x, y) >= 0 ? x : y);
            }
        }

        void keepNewestTombstones() {
            if (tombstones.size() > MAX_TOMBSTONES) {
                List<Tombstone> newest = tombstones.values().stream()
                        .sorted(Tombstone.ORDER
                                .thenComparing(Tombstone::identity)
                                .reversed())
                        .limit(MAX_TOMBSTONES)
                        .toList();
                tombstones.values().retainAll(newest);
            }
        }

        AorState state() {
            return AorState.of(bindings.values(), tombstones.values());
        }
    }
}
