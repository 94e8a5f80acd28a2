package org.breakwater.presence.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;

/** Random publications about one person by a fixed seed, with few moments so that they collide. */
final class Publications {

    static final String ANN = "sip:1001@pbx.example.lan";
    static final long NOW = 1_800_000_000_000L;

    private final Random random;

    Publications(long seed) {
        this.random = new Random(seed);
    }

    static Presence doing(Activity activity, String words) {
        return new Presence(
                ANN,
                List.of(Tuple.of("t-" + words, Basic.OPEN)),
                List.of(new Person("p-" + words, Activities.of(activity), List.of(Note.of(words)), null)),
                List.of(),
                List.of());
    }

    static Publication publication(String id, Source source, long secondsAgo, Presence presence) {
        return new Publication(id, source, NOW - secondsAgo * 1000, 0, NOW + 3_600_000, presence);
    }

    List<Publication> some() {
        List<Publication> list = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            list.add(one("id" + i));
        }
        return list;
    }

    Publication one(String id) {
        Source source = Source.values()[random.nextInt(Source.values().length)];
        long changed = NOW - 1000L * random.nextInt(3);
        long expires = NOW + 1000L * (random.nextInt(5) - 1);
        return new Publication(id, source, changed, random.nextInt(3), expires, presence(id));
    }

    private Presence presence(String id) {
        if (random.nextInt(4) == 0) {
            return Presence.offline(ANN);
        }
        Activity activity = Activity.values()[random.nextInt(Activity.values().length)];
        return doing(activity, random.nextBoolean() ? "same" : id);
    }

    MergeSettings settings(boolean merge) {
        Source[] primaries = {null, Source.CALENDAR, Source.SIP, Source.RPC, Source.XMPP};
        return new MergeSettings(merge, true, primaries[random.nextInt(primaries.length)], random.nextBoolean());
    }

    List<Publication> shuffled(List<Publication> list) {
        List<Publication> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }
}
