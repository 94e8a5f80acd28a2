package org.breakwater.presence.brand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.presence.table.Table;

/**
 * Quirks by User-Agent. Rows have three columns: words that occur in the User-Agent, divided by commas; the brand; options
 * divided by commas, or {@code none}. The first row with a word that occurs counts; case does not matter.
 */
public final class QuirkTable {

    private static final Set<String> OPTIONS = Set.of("one-dialog", "partial", "caller-early", "meal", "none");

    private final List<Entry> entries;

    private record Entry(List<String> words, Quirks quirks) {}

    private QuirkTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The table that comes with the program. */
    public static QuirkTable shipped() {
        return of(Table.resource(QuirkTable.class, "phones.table", 3));
    }

    /**
     * A table of the operator's.
     *
     * @throws org.breakwater.presence.table.TableException naming file and line
     */
    public static QuirkTable of(Table table) {
        List<Entry> entries = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            List<String> words = split(row.cells().get(0));
            if (words.contains("")) {
                throw table.at(
                        row,
                        "the first column has an empty word, which would be any phone; write part of a"
                                + " User-Agent");
            }
            Set<String> options = new LinkedHashSet<>(split(row.cells().get(2)));
            for (String option : options) {
                if (!OPTIONS.contains(option)) {
                    throw table.at(
                            row,
                            "\"" + option + "\" is no option; there are one-dialog, partial,"
                                    + " caller-early, meal and none");
                }
            }
            entries.add(new Entry(
                    words,
                    new Quirks(
                            row.cells().get(1),
                            options.contains("one-dialog"),
                            options.contains("partial"),
                            options.contains("caller-early"),
                            options.contains("meal"))));
        }
        return new QuirkTable(entries);
    }

    private static List<String> split(String cell) {
        List<String> words = new ArrayList<>();
        for (String word : cell.split(",", -1)) {
            words.add(word.strip().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The quirks of a phone; {@link Quirks#UNKNOWN} for one that no row names. */
    public Quirks of(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        for (Entry entry : entries) {
            if (entry.words.stream().anyMatch(agent::contains)) {
                return entry.quirks;
            }
        }
        return Quirks.UNKNOWN;
    }
}
