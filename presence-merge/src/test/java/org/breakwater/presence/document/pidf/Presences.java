package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random documents by a fixed seed, with texts that need care. */
public final class Presences {

    private static final String[] TEXTS = {"Lunch", "<&>\"'", "Büro 3", "a\nb", "\ud83d\ude00", "]]>", "x;y=z"};

    private final Random random;

    public Presences(long seed) {
        this.random = new Random(seed);
    }

    public Presence next(String entity) {
        return new Presence(
                entity, some(3, this::tuple), some(2, this::person), some(2, this::device), some(2, this::note));
    }

    private <T> List<T> some(int limit, Supplier<T> maker) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(limit); i > 0; i--) {
            list.add(maker.get());
        }
        return list;
    }

    private Tuple tuple() {
        String[] priorities = {"", "0", "0.5", "1.00"};
        return new Tuple(
                "t" + random.nextInt(4),
                new Basic[] {null, Basic.OPEN, Basic.CLOSED}[random.nextInt(3)],
                maybe(text()),
                random.nextBoolean()
                        ? Tuple.Contact.NONE
                        : new Tuple.Contact("sip:" + random.nextInt(9) + "@192.0.2.1", priorities[random.nextInt(4)]),
                maybe("urn:x-mac:1"),
                some(2, this::note),
                moment());
    }

    private Person person() {
        List<Activity> kinds = some(4, () -> Activity.values()[random.nextInt(Activity.values().length)]);
        String other = kinds.contains(Activity.OTHER) ? maybe(text()) : "";
        Activities activities = random.nextInt(4) == 0 ? null : new Activities(kinds, other, moment(), moment());
        return new Person("p" + random.nextInt(3), activities, some(3, this::note), moment());
    }

    private Device device() {
        return new Device("d" + random.nextInt(3), maybe("urn:x-mac:2"), some(2, this::note), moment());
    }

    private Note note() {
        return new Note(maybe("de"), text());
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String maybe(String text) {
        return random.nextBoolean() ? text : "";
    }

    private Instant moment() {
        return random.nextBoolean() ? null : Instant.ofEpochMilli(1_800_000_000_000L + random.nextInt(100_000));
    }
}
