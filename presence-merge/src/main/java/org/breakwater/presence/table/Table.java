package org.breakwater.presence.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a text table. Empty lines and lines that begin with {@code #} are comments.
 *
 * @param file how the table is called in messages
 */
public record Table(String file, List<Row> rows) {

    /** The most rows of a table. */
    public static final int MAX_ROWS = 2000;

    /** Copies the rows. */
    public Table {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param line counted from 1
     * @param cells without white space around
     */
    public record Row(int line, List<String> cells) {

        /** Copies the cells. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Reads a table.
     *
     * @param columns how many cells each row has
     * @throws TableException when a row has more or fewer, or there are too many rows
     */
    public static Table parse(String file, String text, int columns) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            for (String cell : line.split("\\|", -1)) {
                cells.add(cell.strip());
            }
            if (cells.size() != columns) {
                throw new TableException(file + ":" + number + ": " + cells.size() + " columns where " + columns
                        + " are expected; divide them by |");
            }
            if (rows.size() == MAX_ROWS) {
                throw new TableException(file + ":" + number + ": more than " + MAX_ROWS + " rows; leave some out");
            }
            rows.add(new Row(number, cells));
        }
        return new Table(file, rows);
    }

    /**
     * Reads a table that comes with the program, UTF-8, from beside a class.
     *
     * @throws TableException when there is none of that name
     */
    public static Table resource(Class<?> beside, String name, int columns) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new TableException(
                        name + " does not come with the program; see the list in presence-merge/README.md");
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A complaint about a row. */
    public TableException at(Row row, String what) {
        return new TableException(file + ":" + row.line() + ": " + what);
    }
}
