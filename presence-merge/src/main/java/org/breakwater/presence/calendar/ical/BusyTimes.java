package org.breakwater.presence.calendar.ical;

import java.time.Instant;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.breakwater.presence.calendar.busy.BusyKind;

/** A VFREEBUSY (RFC 5545 §3.6.4): a server that tells when somebody is busy and not why. */
final class BusyTimes {

    private BusyTimes() {}

    /** What is told of one period. */
    interface Sink {
        void accept(Instant start, Instant end, BusyKind kind);
    }

    static void read(Block block, Zones zones, Sink sink, BiConsumer<String, Unreadable> leftOut) {
        for (ContentLine line : block.all("FREEBUSY")) {
            BusyKind kind = kind(line.parameter("FBTYPE").toUpperCase(Locale.ROOT));
            for (String period : line.value().split(",")) {
                try {
                    if (kind != null) {
                        read(line, period.strip(), kind, zones, sink);
                    }
                } catch (Unreadable e) {
                    leftOut.accept(period, e);
                }
            }
        }
    }

    private static void read(ContentLine line, String period, BusyKind kind, Zones zones, Sink sink) throws Unreadable {
        int slash = period.indexOf('/');
        if (slash < 0) {
            throw new Unreadable("a period is written as START/END");
        }
        Moment start = Moment.of(line, period.substring(0, slash), zones);
        String rest = period.substring(slash + 1);
        Lasting lasting = rest.contains("P") ? Lasting.of(rest) : Lasting.between(start, Moment.of(line, rest, zones));
        Instant end = lasting.after(start);
        if (start.instant().isBefore(end)) {
            sink.accept(start.instant(), end, kind);
        }
    }

    private static BusyKind kind(String type) {
        return switch (type) {
            case "FREE" -> null;
            case "BUSY-UNAVAILABLE" -> BusyKind.OUT_OF_OFFICE;
            case "BUSY-TENTATIVE" -> BusyKind.TENTATIVE;
            default -> BusyKind.BUSY; // also types that are not known, as the RFC wants it
        };
    }
}
