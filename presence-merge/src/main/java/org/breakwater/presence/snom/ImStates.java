package org.breakwater.presence.snom;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.table.Table;

/**
 * Which words on a phone mean what. A table has three columns: words divided by commas, {@code open} or {@code closed},
 * and an activity of RFC 4480 or {@code none}.
 */
public final class ImStates {

    /** Languages whose tables come with the program. */
    public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl");

    private final Map<String, State> states;

    /** What some words mean. */
    public record State(Basic basic, Activities activities) {}

    private ImStates(Map<String, State> states) {
        this.states = Map.copyOf(states);
    }

    /** The tables of some languages; where two give the same words, the earlier language counts. */
    public static ImStates ofLanguages(List<String> languages) {
        return of(languages.stream()
                .map(language -> Table.resource(ImStates.class, "im-" + language + ".table", 3))
                .toList());
    }

    /**
     * Other tables, the earlier ones first.
     *
     * @throws org.breakwater.presence.table.TableException naming file and line
     */
    public static ImStates of(List<Table> tables) {
        Map<String, State> states = new HashMap<>();
        for (Table table : tables) {
            for (Table.Row row : table.rows()) {
                State state = new State(basic(table, row), activities(table, row));
                for (String words : row.cells().get(0).split(",")) {
                    if (normal(words).isEmpty()) {
                        throw table.at(row, "the first column has no words; write what the phone shows");
                    }
                    states.putIfAbsent(normal(words), state);
                }
            }
        }
        return new ImStates(states);
    }

    private static Basic basic(Table table, Table.Row row) {
        return switch (row.cells().get(1).toLowerCase(Locale.ROOT)) {
            case "open" -> Basic.OPEN;
            case "closed" -> Basic.CLOSED;
            default -> throw table.at(row, "\"" + row.cells().get(1) + "\" is neither open nor closed");
        };
    }

    private static Activities activities(Table table, Table.Row row) {
        String name = row.cells().get(2).toLowerCase(Locale.ROOT);
        return name.equals("none")
                ? Activities.NONE
                : Activities.of(Activity.ofElement(name)
                        .orElseThrow(() -> table.at(
                                row, "\"" + name + "\" is no activity of RFC 4480; write one of those, or none")));
    }

    /** What the words mean, if a table has them; case and the kind of white space do not matter. */
    public Optional<State> find(String words) {
        return Optional.ofNullable(states.get(normal(words)));
    }

    static String normal(String words) {
        return words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
