package org.breakwater.platform.directory.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A table and the columns that are written: rows of one shape share a statement. */
record RowShape(String table, List<String> columns) {

    RowShape {
        columns = List.copyOf(columns);
        SqlName.quote(table);
        columns.forEach(SqlName::quote);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a row for table " + table + " needs at least one column");
        }
    }

    String insertStatement() {
        return "INSERT INTO " + SqlName.quote(table)
                + columns.stream().map(SqlName::quote).collect(Collectors.joining(", ", " (", ")"))
                + " VALUES (?" + ", ?".repeat(columns.size() - 1) + ")";
    }
}
