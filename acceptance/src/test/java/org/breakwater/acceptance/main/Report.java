package org.breakwater.acceptance.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the suite tried and measured, one row each; {@link ReportListener} prints it at the end. */
public final class Report {

    private static final Queue<Row> ROWS = new ConcurrentLinkedQueue<>();

    private Report() {}

    record Row(String test, String what, String measured, String verdict) {}

    /** Adds a row. */
    public static void row(String test, String what, String measured, String verdict) {
        ROWS.add(new Row(test, what, measured, verdict));
    }

    /** A duration since a {@link System#nanoTime}, as people read it. */
    public static String since(long startNanos) {
        return String.format(Locale.ROOT, "%.0f ms", (System.nanoTime() - startNanos) / 1e6);
    }

    /** All rows in aligned columns. */
    static List<String> lines() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("test", "what", "measured", "verdict"));
        rows.addAll(ROWS);
        int[] widths = new int[3];
        for (Row r : rows) {
            widths[0] = Math.max(widths[0], r.test().length());
            widths[1] = Math.max(widths[1], r.what().length());
            widths[2] = Math.max(widths[2], Math.min(70, r.measured().length()));
        }
        String format = "%-" + widths[0] + "s | %-" + widths[1] + "s | %-" + widths[2] + "s | %s";
        return rows.stream()
                .map(r -> String.format(Locale.ROOT, format, r.test(), r.what(), r.measured(), r.verdict()))
                .toList();
    }
}
