package org.breakwater.registrar.sync;

import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Calls within a question. */
final class CallDetails {

    private static final int MAX_ORIGIN = 64;
    private static final int MAX_TEXT = 4096;
    private static final int LAST_STATUS = 699;

    private CallDetails() {}

    static WireWriter write(CallDetail c) {
        return WireWriter.nested()
                .text(1, c.origin())
                .number(2, c.id())
                .text(3, c.callId())
                .text(4, c.caller())
                .text(5, c.callee())
                .number(6, c.code())
                .number(7, c.startedMillis())
                .numberUnlessZero(8, c.answeredMillis())
                .numberUnlessZero(9, c.endedMillis());
    }

    static CallDetail read(WireReader reader) throws WireException {
        String origin = "";
        String[] texts = {"", "", ""};
        int code = 0;
        long id = 0;
        long[] times = new long[3];
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> origin = reader.text(MAX_ORIGIN);
                case 2 -> id = reader.number();
                case 3, 4, 5 -> texts[reader.tag() - 3] = reader.text(MAX_TEXT);
                case 6 -> code = reader.integer(0, LAST_STATUS);
                case 7, 8, 9 -> times[reader.tag() - 7] = millis(reader.number());
                default -> {}
            }
        }
        if (origin.isEmpty() || texts[0].isEmpty() || times[0] == 0) {
            throw new WireException("a call needs an origin, a Call-ID and the time it began");
        }
        return new CallDetail(origin, id, texts[0], texts[1], texts[2], code, times[0], times[1], times[2]);
    }

    /** A time a database can hold: until the year 9999. */
    private static long millis(long number) throws WireException {
        if (number < 0 || number > 253_402_300_799_999L) {
            throw new WireException(number + " is no time in milliseconds since 1970");
        }
        return number;
    }
}
