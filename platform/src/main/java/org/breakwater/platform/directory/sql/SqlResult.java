package org.breakwater.platform.directory.sql;

import java.util.List;

/** What a statement gave. */
public sealed interface SqlResult {

    /**
     * A result set. Values are {@code null}, {@link Long} (every whole number), {@link Double}, {@link
     * java.time.LocalDateTime} or {@link String} (everything else; bytes one to one).
     *
     * @param columns names as the database reports them
     * @param rows each as long as {@code columns}
     */
    record Rows(List<String> columns, List<List<Object>> rows) implements SqlResult {}

    /**
     * A statement without a result set.
     *
     * @param count rows inserted, updated or deleted
     */
    record Updated(long count) implements SqlResult {}

    /**
     * The database refused, could not be reached, or too many statements were waiting.
     *
     * @param message for the log, without the statement's values
     * @param sqlState the five characters of SQL, empty when there are none
     */
    record Failed(String message, String sqlState) implements SqlResult {}
}
