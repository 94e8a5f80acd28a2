package org.breakwater.presence.publication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.Stamp;
import org.breakwater.presence.publication.PresentityState.Removed;

/**
 * Merges what two servers know of somebody's publications: all of both are there afterwards, of two copies of one the
 * later. One that was removed stays away unless it was published again later, and one that ran out does not give way to
 * an older copy. For each id a state holds either the publication or the memory that it went, whichever is later; that
 * makes {@link #merge} a join.
 */
public final class PublicationMergeRule implements MergeRule<Presentity, PresentityState> {

    /** How long a removal is remembered at least: longer than phones publish for, as a rule. */
    public static final long REMEMBER_MILLIS = 2L * 3600 * 1000;

    /** Removals remembered of one presentity; the newest are kept. */
    public static final int MAX_REMOVED = 64;

    /** What ran out is left to {@link PublicationExpiry}, which lets watchers know, for so long. */
    private static final long GRACE_MILLIS = 60_000;

    @Override
    public Presentity view(PresentityState state) {
        return state.present();
    }

    @Override
    public PresentityState change(PresentityState before, Presentity after, Stamp stamp) {
        Knowledge old = new Knowledge().add(before);
        Knowledge changed = new Knowledge();
        if (after != null) {
            after.publications().forEach(p -> changed.add(newerThan(old, p)));
        }
        old.present.forEach((id, p) -> {
            if (!changed.present.containsKey(id)) {
                changed.add(removed(p, stamp.millis()));
            }
        });
        old.removed.forEach((id, r) -> {
            if (!changed.present.containsKey(id)) {
                changed.add(r);
            }
        });
        return changed.state();
    }

    @Override
    public PresentityState restore(PresentityState before, Presentity kept) {
        Knowledge all = new Knowledge().add(before);
        kept.publications().forEach(all::add);
        return all.state();
    }

    @Override
    public PresentityState merge(PresentityState one, PresentityState other) {
        return new Knowledge().add(one).add(other).state();
    }

    @Override
    public PresentityState tidy(PresentityState state, long nowMillis) {
        boolean lapsed = state.publications().stream().anyMatch(p -> p.isExpired(nowMillis - GRACE_MILLIS));
        boolean forgotten = state.removed().stream().anyMatch(r -> r.keepUntilMillis() <= nowMillis);
        if (!lapsed && !forgotten && state.removed().size() <= MAX_REMOVED) {
            return state;
        }
        Knowledge kept = new Knowledge();
        for (Published p : state.publications()) {
            if (p.isExpired(nowMillis - GRACE_MILLIS)) {
                kept.add(removed(p, nowMillis));
            } else {
                kept.add(p);
            }
        }
        state.removed().forEach(kept::add);
        kept.removed.values().removeIf(r -> r.keepUntilMillis() <= nowMillis);
        kept.keepNewest();
        return kept.present.isEmpty() && kept.removed.isEmpty() ? null : kept.state();
    }

    /** What this server puts in place of something it knows is later than that, whatever its clock says. */
    private static Published newerThan(Knowledge old, Published p) {
        Published was = old.present.get(p.id());
        Removed gone = old.removed.get(p.id());
        if (was != null && !was.equals(p) && PresentityState.AGE.compare(p, was) <= 0) {
            return p.touchedAt(was.times().touchedMillis() + 1);
        }
        return gone != null && gone.covers(p) ? p.touchedAt(gone.touchedMillis() + 1) : p;
    }

    /** What ran out leaves the memory of its own age: what was published later elsewhere is not touched by it. */
    private static Removed removed(Published p, long nowMillis) {
        long touched = p.times().touchedMillis();
        long gone = p.isExpired(nowMillis) ? touched : Math.max(touched, nowMillis);
        return new Removed(p.id(), gone, Math.max(p.times().expiresAtMillis(), gone + REMEMBER_MILLIS));
    }

    /** For each id the latest that is known. */
    private static final class Knowledge {
        private final Map<String, Published> present = new LinkedHashMap<>();
        private final Map<String, Removed> removed = new LinkedHashMap<>();

        Knowledge add(PresentityState stateOrNull) {
            if (stateOrNull != null) {
                stateOrNull.publications().forEach(this::add);
                stateOrNull.removed().forEach(this::add);
            }
            return this;
        }

        void add(Published p) {
            Removed gone = removed.get(p.id());
            if (gone == null || !gone.covers(p)) {
                removed.remove(p.id());
                present.merge(p.id(), p, (x, y) -> PresentityState.AGE.compare(x, y) >= 0 ? x : y);
            }
        }

        void add(Removed r) {
            Published there = present.get(r.id());
            if (there == null || r.covers(there)) {
                present.remove(r.id());
                removed.merge(r.id(), r, (x, y) -> Removed.ORDER.compare(x, y) >= 0 ? x : y);
            }
        }

        void keepNewest() {
            if (removed.size() > MAX_REMOVED) {
                List<Removed> newest = removed.values().stream()
                        .sorted(Removed.ORDER.thenComparing(Removed::id).reversed())
                        .limit(MAX_REMOVED)
                        .toList();
                removed.values().retainAll(newest);
            }
        }

        PresentityState state() {
            return PresentityState.of(present.values(), removed.values());
        }
    }
}
