package org.breakwater.registrar.sync;

import java.util.List;

/**
 * A row of {@code acc} on its way to the main servers.
 *
 * @param origin which LifeGUARD's database it is from; together with {@code id} it is unique for ever
 * @param id number there, ascending
 * @param timeMillis when, milliseconds since 1970
 * @param texts the other columns in the order of {@link #COLUMNS}
 */
public record CallRecord(String origin, long id, long timeMillis, List<String> texts) {

    /** Columns of {@code acc} that hold text. */
    public static final List<String> COLUMNS = List.of(
            "method",
            "from_tag",
            "to_tag",
            "callid",
            "sip_code",
            "sip_reason",
            "src_user",
            "src_domain",
            "src_ip",
            "dst_ouser",
            "dst_user",
            "dst_domain");

    /** Copies the list, which must have a text for each column. */
    public CallRecord {
        texts = List.copyOf(texts);
        if (texts.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(texts.size() + " texts for " + COLUMNS.size() + " columns");
        }
    }
}
