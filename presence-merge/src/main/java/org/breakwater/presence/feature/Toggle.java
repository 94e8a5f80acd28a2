package org.breakwater.presence.feature;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that is on or off: set at some moment, and turned over by each press since.
 *
 * <p>Two servers' copies are joined by {@link #join}: the later setting counts, with the presses of both since then. A join is
 * commutative, associative and idempotent.
 *
 * @param base what it was set to
 * @param setMillis when, in ms since 1970; presses up to then are contained in {@code base}
 * @param presses since then, in order
 */
public record Toggle(boolean base, long setMillis, List<Press> presses) {

    /** Never touched. */
    public static final Toggle OFF = new Toggle(false, 0, List.of());

    private static final int FOLD_AT = 32;
    private static final int NEWEST_KEPT = 16;
    /** Longer than a request is repeated, and than servers need to hear of one another. */
    private static final long REMEMBERED_MILLIS = 60_000;

    private static final Comparator<Toggle> LATER =
            Comparator.comparingLong(Toggle::setMillis).thenComparing(Toggle::base);

    /** Puts the presses in order and leaves out what {@code base} contains. */
    public Toggle {
        long set = setMillis;
        presses = presses.stream()
                .filter(p -> p.millis() > set)
                .sorted(Press.ORDER)
                .distinct()
                .toList();
    }

    /**
     * As it is kept where only the last press is remembered.
     *
     * @param press id of the last press, empty when it was set
     */
    public static Toggle kept(boolean on, String press, long changedMillis) {
        return press.isEmpty()
                ? new Toggle(on, changedMillis, List.of())
                : new Toggle(!on, changedMillis - 1, List.of(new Press(press, changedMillis)));
    }

    /** Whether it is on. */
    public boolean isOn() {
        return base ^ presses.stream().map(Press::id).distinct().count() % 2 == 1;
    }

    /** When it was set or pressed last, in ms since 1970; 0 for never. */
    public long changedMillis() {
        return presses.isEmpty() ? setMillis : presses.get(presses.size() - 1).millis();
    }

    /** Id of the last press; empty when it was set since. */
    public String lastPress() {
        return presses.isEmpty() ? "" : presses.get(presses.size() - 1).id();
    }

    /** Turned over; the same press again changes nothing. */
    public Toggle pressed(String id, long nowMillis) {
        if (presses.stream().anyMatch(p -> p.id().equals(id))) {
            return this;
        }
        Toggle folded = presses.size() < FOLD_AT ? this : folded(nowMillis);
        Press press = new Press(id, after(nowMillis));
        return new Toggle(
                folded.base,
                folded.setMillis,
                Stream.concat(folded.presses.stream(), Stream.of(press)).toList());
    }

    /** Set; the same when it is so already. */
    public Toggle set(boolean on, long nowMillis) {
        return isOn() == on ? this : new Toggle(on, after(nowMillis), List.of());
    }

    private long after(long nowMillis) {
        return Math.max(nowMillis, changedMillis() + 1);
    }

    /** Old presses become part of the base. */
    private Toggle folded(long nowMillis) {
        long upTo = presses.get(presses.size() - NEWEST_KEPT - 1).millis();
        for (Press p : presses) {
            if (p.millis() <= nowMillis - REMEMBERED_MILLIS) {
                upTo = Math.max(upTo, p.millis());
            }
        }
        long boundary = upTo;
        Toggle before = new Toggle(
                base,
                setMillis,
                presses.stream().filter(p -> p.millis() <= boundary).toList());
        return new Toggle(before.isOn(), boundary, presses);
    }

    /** What two servers know together. */
    static Toggle join(Toggle one, Toggle other) {
        Toggle later = LATER.compare(one, other) >= 0 ? one : other;
        TreeSet<Press> all = new TreeSet<>(Press.ORDER);
        all.addAll(one.presses);
        all.addAll(other.presses);
        return new Toggle(later.base, later.setMillis, List.copyOf(all));
    }
}
