package org.breakwater.script.module.core;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Times as the C library's {@code strftime} and {@code ctime} write them, in the C locale. */
public final class TimeText {

    private TimeText() {}

    /** {@code Sat Nov 21 09:42:46 2026}. */
    public static String plain(ZonedDateTime time) {
        return format("%a %b %e %H:%M:%S %Y", time);
    }

    /** A time by a {@code strftime} format; unknown conversions stay as they are. */
    public static String format(String format, ZonedDateTime t) {
        StringBuilder out = new StringBuilder(format.length() + 16);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char conversion = format.charAt(++i);
            if ((conversion == 'E' || conversion == 'O') && i + 1 < format.length()) {
                conversion = format.charAt(++i);
            }
            String text = date(conversion, t);
            text = text == null ? clock(conversion, t) : text;
            if (text == null) {
                out.append('%').append(conversion);
            } else {
                out.append(text);
            }
        }
        return out.toString();
    }

    private static String date(char conversion, ZonedDateTime t) {
        return switch (conversion) {
            case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", t);
            case 'C' -> two(t.getYear() / 100);
            case 'd' -> two(t.getDayOfMonth());
            case 'D', 'x' -> format("%m/%d/%y", t);
            case 'e' -> String.format("%2d", t.getDayOfMonth());
            case 'F' -> format("%Y-%m-%d", t);
            case 'g' -> two(t.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
            case 'j' -> String.format("%03d", t.getDayOfYear());
            case 'm' -> two(t.getMonthValue());
            case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
            case 'U' -> two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7);
            case 'V' -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
            case 'W' -> two((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'y' -> two(t.getYear() % 100);
            case 'Y' -> Integer.toString(t.getYear());
            default -> null;
        };
    }

    private static String clock(char conversion, ZonedDateTime t) {
        int hour12 = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
        return switch (conversion) {
            case 'H' -> two(t.getHour());
            case 'I' -> two(hour12);
            case 'k' -> String.format("%2d", t.getHour());
            case 'l' -> String.format("%2d", hour12);
            case 'M' -> two(t.getMinute());
            case 'p' -> t.getHour() < 12 ? "AM" : "PM";
            case 'P' -> t.getHour() < 12 ? "am" : "pm";
            case 'r' -> format("%I:%M:%S %p", t);
            case 'R' -> format("%H:%M", t);
            case 's' -> Long.toString(t.toEpochSecond());
            case 'S' -> two(t.truncatedTo(ChronoUnit.SECONDS).getSecond());
            case 'T', 'X' -> format("%H:%M:%S", t);
            case 'z' ->
                t.getOffset().getTotalSeconds() == 0
                        ? "+0000"
                        : t.getOffset().getId().replace(":", "");
            case 'Z' -> zone(t);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> null;
        };
    }

    private static String zone(ZonedDateTime t) {
        if (t.getOffset().getTotalSeconds() == 0) {
            return t.getZone().getId().equals("GMT") ? "GMT" : "UTC";
        }
        return java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                .format(t);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
