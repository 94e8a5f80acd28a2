package org.breakwater.presence.calendar.ical;

import java.util.ArrayList;
import java.util.List;

/** What lies between BEGIN and END, while it is read and after. */
final class Block {

    private final String name;
    private final List<ContentLine> lines = new ArrayList<>(8);
    private final List<Block> children = new ArrayList<>(2);

    Block(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    List<Block> children() {
        return children;
    }

    void add(ContentLine line) {
        lines.add(line);
    }

    /** The first line of that name, or null. */
    ContentLine first(String wanted) {
        for (ContentLine line : lines) {
            if (line.name().equals(wanted)) {
                return line;
            }
        }
        return null;
    }

    /** The value of the first line of that name; empty when there is none. */
    String value(String wanted) {
        ContentLine line = first(wanted);
        return line == null ? "" : line.value().strip();
    }

    List<ContentLine> all(String wanted) {
        return lines.stream().filter(line -> line.name().equals(wanted)).toList();
    }
}
