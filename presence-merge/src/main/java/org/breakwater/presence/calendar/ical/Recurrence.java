package org.breakwater.presence.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Recur;

/**
 * A recurrence rule (RFC 5545 §3.3.10) in the time of the clock on the wall, computed by ical4j. Before that its parts are
 * checked, so that no rule costs more than {@link Work} allows.
 */
final class Recurrence {

    private static final int MAX_RULE = 2000;
    private static final int MAX_INTERVAL = 10_000;
    private static final int MAX_COUNT = 50_000;
    private static final int MAX_STARTS = 5000;
    /** ical4j gives up after that many periods without a candidate. */
    private static final int EMPTY_PERIODS = 1000;

    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "INTERVAL",
            "COUNT",
            "UNTIL",
            "WKST",
            "BYSECOND",
            "BYMINUTE",
            "BYHOUR",
            "BYDAY",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Moment seed;
    private final ChronoUnit unit;
    private final int interval;
    private final int count;
    private LocalDateTime until = LocalDateTime.MAX;

    private Recurrence(String rule, Moment seed) throws Unreadable {
        this.seed = seed;
        if (rule.length() > MAX_RULE) {
            throw new Unreadable("RRULE is longer than " + MAX_RULE + " characters");
        }
        for (String part : rule.split(";")) {
            int equals = part.indexOf('=');
            String name = part.substring(0, Math.max(0, equals)).strip().toUpperCase(Locale.ROOT);
            if (PARTS.contains(name)) {
                parts.put(name, part.substring(equals + 1).strip().toUpperCase(Locale.ROOT));
            } else if (!name.startsWith("X-") && !part.isBlank()) {
                throw new Unreadable("RRULE has a part \"" + Moment.shortened(part) + "\", which is not known");
            }
        }
        this.unit = unit(parts.getOrDefault("FREQ", ""));
        this.interval = number("INTERVAL", 1, MAX_INTERVAL);
        this.count = number("COUNT", 0, MAX_COUNT);
    }

    /**
     * The starts between two moments of the seed's wall, both included, in order.
     *
     * @param seed where the rule begins
     */
    static List<LocalDateTime> starts(String rule, Moment seed, LocalDateTime from, LocalDateTime to, Work work)
            throws Unreadable {
        Recurrence recurrence = new Recurrence(rule, seed);
        recurrence.endAsLocal();
        if (recurrence.until.isBefore(from) || seed.local().isAfter(to)) {
            return List.of();
        }
        work.take(recurrence.cost(from, to));
        String text = recurrence.parts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(";"));
        try {
            return new Recur<LocalDateTime>(text, false).getDates(seed.local(), from, to, MAX_STARTS);
        } catch (RuntimeException e) { // ical4j refuses values that are out of range with whatever the JDK throws
            throw new Unreadable("RRULE \"" + Moment.shortened(rule) + "\" cannot be understood");
        }
    }

    private static ChronoUnit unit(String frequency) throws Unreadable {
        return switch (frequency) {
            case "HOURLY" -> ChronoUnit.HOURS;
            case "DAILY" -> ChronoUnit.DAYS;
            case "WEEKLY" -> ChronoUnit.WEEKS;
            case "MONTHLY" -> ChronoUnit.MONTHS;
            case "YEARLY" -> ChronoUnit.YEARS;
            case "SECONDLY", "MINUTELY" -> throw new Unreadable("it repeats too often");
            default -> throw new Unreadable("RRULE has no FREQ that is known");
        };
    }

    private int number(String part, int otherwise, int max) throws Unreadable {
        String text = parts.get(part);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw new Unreadable(part + " of RRULE is \"" + Moment.shortened(text) + "\"; it is 1 to " + max);
        }
        return Integer.parseInt(text);
    }

    /** UNTIL is told in UTC where the event has a time zone, and as a day where the event is one. */
    private void endAsLocal() throws Unreadable {
        String text = parts.get("UNTIL");
        if (text == null) {
            return;
        }
        try {
            if (text.length() == 8) {
                until = LocalDateTime.parse(text + "T235959", DATE_TIME);
            } else if (text.endsWith("Z")) {
                LocalDateTime utc = LocalDateTime.parse(text.substring(0, text.length() - 1), DATE_TIME);
                Instant end = utc.toInstant(java.time.ZoneOffset.UTC);
                until = seed.isDate() ? utc.toLocalDate().atTime(23, 59, 59) : Moment.local(end, seed.rules());
            } else {
                until = LocalDateTime.parse(text, DATE_TIME);
            }
        } catch (DateTimeException e) {
            throw new Unreadable("UNTIL of RRULE is \"" + Moment.shortened(text) + "\", which is no date or time");
        }
        parts.put("UNTIL", until.format(DATE_TIME));
    }

    /** How many candidates there may be, rather too many than too few. */
    private long cost(LocalDateTime from, LocalDateTime to) {
        LocalDateTime begin = count > 0 || from.isBefore(seed.local()) ? seed.local() : from;
        LocalDateTime end = to.isBefore(until) ? to : until;
        long periods = Math.max(0, unit.between(begin, end)) / interval + 3;
        if (count > 0) {
            periods = Math.min(periods, (long) count * EMPTY_PERIODS);
        }
        return periods * candidatesOfAPeriod();
    }

    private long candidatesOfAPeriod() {
        long days = switch (unit) {
            case YEARS -> 366;
            case MONTHS -> 31;
            case WEEKS -> 7;
            default -> 1;
        };
        long values = 1;
        for (String part : List.of("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY")) {
            values = Math.min(1_000_000, values * length(part) * (part.equals("BYDAY") ? times() : 1));
        }
        boolean single = parts.keySet().stream().noneMatch(p -> p.startsWith("BY"));
        long ofDays = single ? 1 : Math.max(values, Math.min(days, values * 7));
        return Math.min(1_000_000, ofDays * length("BYHOUR") * length("BYMINUTE") * length("BYSECOND"));
    }

    /** How often a day of the week occurs in a period. */
    private long times() {
        return !parts.containsKey("BYDAY") ? 1 : unit == ChronoUnit.YEARS ? 53 : unit == ChronoUnit.MONTHS ? 5 : 1;
    }

    private long length(String part) {
        String values = parts.get(part);
        return values == null ? 1 : values.chars().filter(c -> c == ',').count() + 1;
    }
}
