package org.breakwater.presence.calendar.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;

/** scheduleInformation of Microsoft Graph, of one mailbox. Whether others take part is not told. */
public final class ScheduleReader {

    /** Some times what the most intervals need; each token may become an object. */
    private static final long MAX_TOKENS = 400_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
            .build());

    private ScheduleReader() {}

    /**
     * What the answer says of its only mailbox.
     *
     * @throws CalendarException when it is no such answer, or says that there is none
     */
    public static FreeBusy read(byte[] octets, TimeWindow window, CalendarSettings settings) throws CalendarException {
        JsonNode schedule = root(octets).path("value").path(0);
        JsonNode error = schedule.path("error");
        if (error.isObject()) {
            throw new CalendarException(
                    "Microsoft 365 says " + cut(error.path("responseCode").asText()) + ": "
                            + cut(error.path("message").asText()));
        }
        JsonNode items = schedule.path("scheduleItems");
        if (!items.isArray()) {
            throw new CalendarException("the answer of Microsoft 365 has no schedule; is the mailbox's address right?");
        }
        if (items.size() > FreeBusy.MAX_INTERVALS) {
            throw new CalendarException(
                    "the mailbox has more than " + FreeBusy.MAX_INTERVALS + " busy times; is it one person's?");
        }
        List<BusyInterval> intervals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (JsonNode item : items) {
            try {
                interval(item, settings.titles())
                        .filter(i -> window.touches(i.start(), i.end()))
                        .ifPresent(intervals::add);
            } catch (DateTimeException | IllegalArgumentException e) {
                remarks.add("an event without a readable beginning and end is left out");
            }
        }
        return new FreeBusy(intervals, remarks);
    }

    /** A JSON document. */
    static JsonNode root(byte[] octets) throws CalendarException {
        try {
            JsonNode root = JSON.readTree(octets);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new CalendarException("the server's answer is no JSON: " + cut(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new CalendarException("the server's answer cannot be read: " + cut(e.getMessage()));
        }
        throw new CalendarException("the server's answer is no JSON object; is the address right?");
    }

    private static Optional<BusyInterval> interval(JsonNode item, boolean titles) {
        Optional<BusyKind> kind = switch (item.path("status").asText().toLowerCase(Locale.ROOT)) {
            case "tentative" -> Optional.of(BusyKind.TENTATIVE);
            case "busy" -> Optional.of(BusyKind.BUSY);
            case "oof" -> Optional.of(BusyKind.OUT_OF_OFFICE);
            case "workingelsewhere" -> Optional.of(BusyKind.WORKING_ELSEWHERE);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Instant start = moment(item.path("start"));
        Instant end = moment(item.path("end"));
        if (start.equals(end)) {
            return Optional.empty();
        }
        boolean secret = item.path("isPrivate").asBoolean();
        String title = secret || !titles ? "" : item.path("subject").asText("");
        return Optional.of(new BusyInterval(start, end, kind.get(), false, title));
    }

    private static Instant moment(JsonNode moment) {
        LocalDateTime local = LocalDateTime.parse(moment.path("dateTime").asText());
        String zone = moment.path("timeZone").asText("UTC");
        return local.atZone(zone.equalsIgnoreCase("UTC") ? ZoneOffset.UTC : ZoneId.of(zone))
                .toInstant();
    }

    static String cut(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
