package org.breakwater.lifeguard.verdict;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The state machine. It begins {@link VerdictState#SUSPECT}: nothing is known yet.
 *
 * <pre>
 * CONNECTED ── link breaks, or every main misses ──> SUSPECT ── nobody answers for long enough ──> ALONE
 *     ^ ^─────────── link stands, a main answers ─────┘                                             │ ^
 *     └──── link stands, some time has passed ──── RETURNING <──── a main answers several times ───┘ │
 *                                                      └──────────────── every main misses ──────────┘
 * </pre>
 */
public final class Verdict {

    private final VerdictSettings settings;
    private final Map<String, MainRecord> mains = new LinkedHashMap<>();
    private VerdictState state = VerdictState.SUSPECT;
    private boolean linkUp;
    private long sinceMillis;
    private long lastAnswerMillis;

    /**
     * Knows nothing yet.
     *
     * @param mains names of the main servers, at least one
     * @param linkUp whether the link stands; true for good where there is none
     * @param nowMillis of a clock that never steps
     */
    public Verdict(VerdictSettings settings, Collection<String> mains, boolean linkUp, long nowMillis) {
        if (mains.isEmpty()) {
            throw new IllegalArgumentException("a verdict needs at least one main server");
        }
        this.settings = settings;
        mains.forEach(name -> this.mains.put(name, new MainRecord(name)));
        this.linkUp = linkUp;
        this.sinceMillis = nowMillis;
        this.lastAnswerMillis = nowMillis;
    }

    /** What is held to be true. */
    public VerdictState state() {
        return state;
    }

    /** Since when, on the clock this is told. */
    public long sinceMillis() {
        return sinceMillis;
    }

    /** What each main server did last, for people. */
    public String evidence() {
        String seen = mains.values().stream().map(MainRecord::toString).collect(Collectors.joining("; "));
        return seen + "; link " + (linkUp ? "up" : "down");
    }

    /**
     * Takes in what was seen.
     *
     * @return the change it leads to, if any
     * @throws IllegalArgumentException for a main server of another name
     */
    public Optional<Transition> take(Sign sign, long nowMillis) {
        note(sign, nowMillis);
        return switch (state) {
            case CONNECTED -> whileConnected(nowMillis);
            case SUSPECT -> whileSuspect(nowMillis);
            case ALONE -> whileAlone(nowMillis);
            case RETURNING -> whileReturning(nowMillis);
        };
    }

    private void note(Sign sign, long nowMillis) {
        if (sign instanceof Sign.Link link) {
            linkUp = link.up();
        } else if (sign instanceof Sign.Answered answered) {
            main(answered.main()).answered();
            lastAnswerMillis = nowMillis;
        } else if (sign instanceof Sign.Failed failed) {
            main(failed.main()).failed(failed.why());
        }
    }

    private MainRecord main(String name) {
        MainRecord main = mains.get(name);
        if (main == null) {
            throw new IllegalArgumentException("there is no main server " + name);
        }
        return main;
    }

    private Optional<Transition> whileConnected(long now) {
        if (!linkUp) {
            return become(VerdictState.SUSPECT, now, "the link to the main servers broke");
        }
        if (all(m -> m.missesInRow() > 0)) {
            return become(VerdictState.SUSPECT, now, "every main server left its last OPTIONS unanswered");
        }
        return Optional.empty();
    }

    private Optional<Transition> whileSuspect(long now) {
        long silent = now - lastAnswerMillis;
        if (silent >= settings.aloneAfterMillis() && all(m -> m.missesInRow() >= settings.missesUntilAlone())) {
            return become(VerdictState.ALONE, now, "no main server has answered for " + silent / 1000 + " s");
        }
        Optional<MainRecord> well = withAnswers(settings.answersUntilConnected());
        if (linkUp && well.isPresent()) {
            return become(VerdictState.CONNECTED, now, "the link stands and " + answers(well.get()));
        }
        return Optional.empty();
    }

    private Optional<Transition> whileAlone(long now) {
        Optional<MainRecord> back = withAnswers(settings.answersUntilReturning());
        return back.isPresent() ? become(VerdictState.RETURNING, now, answers(back.get())) : Optional.empty();
    }

    private Optional<Transition> whileReturning(long now) {
        if (all(m -> m.missesInRow() > 0)) {
            return become(VerdictState.ALONE, now, "the main servers stopped answering again");
        }
        long back = now - sinceMillis;
        if (linkUp && back >= settings.returnMillis() && withAnswers(1).isPresent()) {
            return become(VerdictState.CONNECTED, now, "the main servers have been back for " + back / 1000 + " s");
        }
        return Optional.empty();
    }

    private boolean all(Predicate<MainRecord> condition) {
        return mains.values().stream().allMatch(condition);
    }

    private Optional<MainRecord> withAnswers(int inRow) {
        return mains.values().stream().filter(m -> m.answersInRow() >= inRow).findFirst();
    }

    private static String answers(MainRecord main) {
        return main.name() + " answered " + main.answersInRow() + " OPTIONS in a row";
    }

    private Optional<Transition> become(VerdictState next, long now, String why) {
        Transition transition = new Transition(state, next, now, why + " (" + evidence() + ")");
        state = next;
        sinceMillis = now;
        return Optional.of(transition);
    }
}
