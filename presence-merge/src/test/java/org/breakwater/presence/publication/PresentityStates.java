package org.breakwater.presence.publication;

import java.util.List;
import java.util.Random;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresentityState.Removed;

/** Random states with few ids and few moments, so that they collide. */
final class PresentityStates {

    static final PublicationMergeRule RULE = new PublicationMergeRule();
    static final long T = 1_800_000_000_000L;

    private final Random random;

    PresentityStates(long seed) {
        this.random = new Random(seed);
    }

    PresentityState next() {
        PresentityState state = PresentityState.of(List.of(), List.of());
        for (int i = random.nextInt(6); i > 0; i--) {
            PresentityState part = random.nextInt(3) == 0
                    ? PresentityState.of(List.of(), List.of(new Removed("p" + random.nextInt(3), moment(), T + 9_000)))
                    : PresentityState.of(List.of(published()), List.of());
            state = RULE.merge(state, part);
        }
        return state;
    }

    Published published() {
        PublishedBody body = new PublishedBody("application/pidf+xml", "<ü" + random.nextInt(3) + "/>", "s");
        Published.Times times =
                new Published.Times(moment(), random.nextInt(3), moment(), T + 1000 + random.nextInt(3));
        return new Published(
                "p" + random.nextInt(3),
                1 + random.nextInt(3),
                Source.values()[random.nextInt(Source.values().length)],
                body,
                times);
    }

    private long moment() {
        return T + random.nextInt(4);
    }
}
