package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the table versions a database claims with those of Kamailio 5.6, which this server is written for. */
final class TableVersions {

    private static final Map<String, Integer> EXPECTED = Map.ofEntries(
            Map.entry("subscriber", 7),
            Map.entry("location", 9),
            Map.entry("location_attrs", 1),
            Map.entry("dbaliases", 1),
            Map.entry("speed_dial", 2),
            Map.entry("domain", 2),
            Map.entry("domain_attrs", 1),
            Map.entry("address", 6),
            Map.entry("trusted", 6),
            Map.entry("acc", 5),
            Map.entry("missed_calls", 4),
            Map.entry("dispatcher", 4),
            Map.entry("htable", 2),
            Map.entry("uacreg", 5),
            Map.entry("dialog", 7));

    private TableVersions() {}

    /** A sentence for each table whose version is another; a table without a version row is not our business. */
    static List<String> check(Connection connection) throws SQLException {
        List<String> differences = new ArrayList<>();
        Rows.read(connection, "SELECT table_name, table_version FROM version", row -> {
            Integer expected = EXPECTED.get(row.getString(1));
            if (expected != null && expected != row.getInt(2)) {
                differences.add("table " + row.getString(1) + " has version " + row.getInt(2)
                        + ", this server was written for " + expected + "; some columns may not fit");
            }
        });
        return differences;
    }
}
