package org.breakwater.presence.rls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.lamp.Calls;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.presence.lamp.PhoneLamp;

/** Lists and the lamps of the people in them, changed at random by a fixed seed. */
final class Office implements ListDirectory {

    static final String LIST = "sip:all@pbx.example.lan";
    static final String INNER = "sip:team@pbx.example.lan";
    private static final String DEEPER = "sip:deep@pbx.example.lan";
    private static final int PEOPLE = 12;

    final Map<String, ListDefinition> lists = new LinkedHashMap<>();
    final Map<String, Standing<Lamp>> people = new LinkedHashMap<>();
    private final Calls calls;

    Office(Calls calls) {
        this.calls = calls;
        for (int i = 0; i < PEOPLE; i++) {
            people.put(user(i), new Standing.Known<>(Lamp.of(true, List.of())));
        }
        define(LIST, user(0), user(1), user(2));
    }

    static String user(int number) {
        return "sip:" + (1000 + number) + "@pbx.example.lan";
    }

    void define(String uri, String... members) {
        List<ListDefinition.Entry> entries = new ArrayList<>();
        for (String member : members) {
            entries.add(new ListDefinition.Entry(member, "Nº " + member.substring(4, 8)));
        }
        lists.put(uri, new ListDefinition(uri, "All & <some>", Set.of("dialog"), entries));
    }

    @Override
    public Optional<ListDefinition> find(String uri) {
        return Optional.ofNullable(lists.get(uri));
    }

    Standing<Lamp> standing(String uri) {
        return people.getOrDefault(uri, new Standing.Gone<>("noresource"));
    }

    Expansion<Lamp> expansion(int maxMembers) {
        return new Expansion<>(this, "dialog", this::standing, maxMembers);
    }

    /** Somebody's calls change, or whether they may be seen. */
    String somebodyMoves() {
        Random random = calls.random();
        String uri = user(random.nextInt(PEOPLE));
        people.put(
                uri,
                switch (random.nextInt(8)) {
                    case 0 -> new Standing.Pending<>();
                    case 1 -> new Standing.Gone<>(random.nextBoolean() ? "rejected" : "noresource");
                    default -> new Standing.Known<>(Lamp.of(true, calls.some()));
                });
        return uri;
    }

    /** Somebody joins, leaves, is renamed or moved; lists come into lists, also in circles. */
    void listsMove() {
        Random random = calls.random();
        lists.put(LIST, moved(LIST, random, INNER));
        lists.put(INNER, moved(INNER, random, random.nextBoolean() ? LIST : DEEPER));
        lists.put(DEEPER, moved(DEEPER, random, INNER));
    }

    private ListDefinition moved(String uri, Random random, String other) {
        List<ListDefinition.Entry> entries =
                new ArrayList<>(lists.containsKey(uri) ? lists.get(uri).entries() : List.of());
        if (!entries.isEmpty() && random.nextInt(3) == 0) {
            entries.remove(random.nextInt(entries.size()));
        }
        if (random.nextInt(2) == 0) {
            String joins = random.nextInt(6) == 0 ? other : user(random.nextInt(PEOPLE));
            int where = random.nextBoolean() ? entries.size() : random.nextInt(entries.size() + 1);
            entries.add(where, new ListDefinition.Entry(joins, random.nextBoolean() ? "" : "\"<&>\""));
        }
        return new ListDefinition(uri, random.nextInt(9) == 0 ? "renamed" : "L", Set.of("dialog"), entries);
    }

    /** What a phone that knows everything shows. */
    static List<String> lines(ListTruth<Lamp> list, Quirks quirks) {
        List<String> lines = new ArrayList<>();
        for (Member<Lamp> member : list.members()) {
            String state = "active";
            List<String> inner = List.of();
            Map<String, DialogElement> dialogs = new TreeMap<>();
            if (member.standing() instanceof Standing.Known<Lamp> known) {
                PhoneLamp.apply(
                        LampView.begin(member.uri(), quirks, 0)
                                .full(known.truth())
                                .document(),
                        dialogs);
            } else if (member.standing() instanceof Standing.Nested<Lamp> nested) {
                inner = lines(nested.list(), quirks);
            } else if (member.standing() instanceof Standing.Gone<Lamp> gone) {
                state = "terminated " + gone.reason();
            } else {
                state = "pending";
            }
            lines.add(member.uri() + " \"" + member.name() + "\" " + state + " " + dialogs + " " + inner);
        }
        return lines;
    }
}
