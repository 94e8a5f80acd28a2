package org.breakwater.presence.calendar.ical;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import net.fortuna.ical4j.model.Recur;

/**
 * Finds out what TZID means: a name of the IANA's database, also at the end of a longer one as Mozilla writes it; a name of
 * Windows; or what the text itself defines by VTIMEZONE. What is known nowhere is taken as the user's own time zone.
 */
final class Zones {

    private static final String WINDOWS = "/net/fortuna/ical4j/transform/compliance/msTimezoneNames";
    private static final Map<String, String> WINDOWS_NAMES = windowsNames();

    private final ZoneRules own;
    private final Map<String, Block> defined = new HashMap<>();
    private final Map<String, ZoneRules> found = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final LocalDateTime from;
    private final LocalDateTime to;
    private final Work work;

    /**
     * @param own the user's, for days and for times that are told without a zone
     * @param from from when on offsets of zones are asked for
     */
    Zones(ZoneId own, List<Block> blocks, LocalDateTime from, LocalDateTime to, Work work) {
        this.own = own.getRules();
        this.from = from;
        this.to = to;
        this.work = work;
        blocks.stream()
                .filter(block -> block.name().equals("VTIMEZONE"))
                .forEach(block -> defined.putIfAbsent(block.value("TZID"), block));
    }

    ZoneRules own() {
        return own;
    }

    ZoneRules find(String id) {
        ZoneRules known = found.get(id);
        if (known == null) {
            known = named(id).or(() -> defined(id)).orElseGet(() -> unknown(id));
            found.put(id, known);
        }
        return known;
    }

    List<String> remarks() {
        return remarks;
    }

    private static Optional<ZoneRules> named(String id) {
        Set<String> names = ZoneId.getAvailableZoneIds();
        String name = WINDOWS_NAMES.getOrDefault(id, id);
        for (int slash = 0; slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String tail = slash == 0 ? name : name.substring(slash + 1);
            if (names.contains(tail)) {
                return Optional.of(ZoneId.of(tail).getRules());
            }
        }
        return Optional.empty();
    }

    private Optional<ZoneRules> defined(String id) {
        Block block = defined.get(id);
        if (block == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ObservedZone.rules(block, from, to, work));
        } catch (Unreadable | DateTimeException e) {
            remarks.add("the calendar's definition of the time zone \"" + Moment.shortened(id)
                    + "\" cannot be understood: " + e.getMessage());
            return Optional.empty();
        }
    }

    private ZoneRules unknown(String id) {
        remarks.add(
                "the time zone \"" + Moment.shortened(id) + "\" is not known; its times are taken as the user's own");
        return own;
    }

    private static Map<String, String> windowsNames() {
        Properties table = new Properties();
        try (InputStream in = Recur.class.getResourceAsStream(WINDOWS)) {
            if (in == null) {
                throw new IllegalStateException(WINDOWS + " is not in this version of ical4j");
            }
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> names = new HashMap<>();
        table.stringPropertyNames().forEach(name -> names.put(name, table.getProperty(name)));
        return Map.copyOf(names);
    }
}
