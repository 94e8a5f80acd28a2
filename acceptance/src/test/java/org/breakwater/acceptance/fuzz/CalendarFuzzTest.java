package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarRule;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.CalendarState;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.ical.ICalendarReader;
import org.breakwater.presence.calendar.source.AvailabilityReader;
import org.breakwater.presence.calendar.source.MultistatusReader;
import org.breakwater.presence.calendar.source.ScheduleReader;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers of calendar servers: nothing but {@link CalendarException} may come out, with a message; what is read lies within
 * the window and its bounds, and the rule makes a document of it that can be read.
 */
@Tag("fuzz")
class CalendarFuzzTest {

    private static final Instant FROM = Instant.parse("2027-03-27T00:00:00Z");
    private static final TimeWindow WINDOW = new TimeWindow(FROM, Instant.parse("2027-04-03T00:00:00Z"));
    private static final CalendarSettings SETTINGS = new CalendarSettings(ZoneId.of("Europe/Berlin"), true, true);

    private static final List<Target> TARGETS = List.of(
            octets -> ICalendarReader.read(octets, WINDOW, SETTINGS),
            octets -> ICalendarReader.read(MultistatusReader.calendarData(octets), WINDOW, SETTINGS),
            octets -> AvailabilityReader.read(octets, WINDOW, SETTINGS),
            octets -> ScheduleReader.read(octets, WINDOW, SETTINGS));

    private final TimeBound bound = new TimeBound();

    private interface Target {
        FreeBusy read(byte[] octets) throws CalendarException;
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        calendar(
                                "DTSTART;TZID=Europe/Berlin:20270301T090000",
                                "DTEND;TZID=Europe/Berlin:20270301T100000",
                                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,-1FR;WKST=SU;UNTIL=20280101T000000Z",
                                "EXDATE;TZID=W. Europe Standard Time:20270329T090000",
                                "RDATE;VALUE=PERIOD:20270330T090000Z/PT3H"),
                        calendar(
                                "DTSTART;VALUE=DATE:20270329",
                                "DURATION:P1W2DT3H4M5S",
                                "RRULE:FREQ=MONTHLY;BYSETPOS=-1;COUNT=9" + ";BYDAY=MO,TU,WE,TH,FR",
                                "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270329"),
                        calendar(
                                "DTSTART:20200229T230000Z",
                                "DURATION:PT1H",
                                "RRULE:FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=-1;" + "BYHOUR=1,2;BYMINUTE=0,30;BYSECOND=0",
                                "STATUS:TENTATIVE",
                                "CLASS:PRIVATE"),
                        calendar(
                                "DTSTART:19700101T000000",
                                "DURATION:PT1H",
                                "RRULE:FREQ=YEARLY;BYWEEKNO=1,13,-1;BYDAY=SU"),
                        calendar("DTSTART:20270101T000000", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYYEARDAY=1,88,-1"),
                        calendar("DTSTART:20270101T000000", "DURATION:PT1H", "RRULE:FREQ=HOURLY;INTERVAL=7"),
                        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
                                + "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
                                + "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRDATE:20270328T0"
                                + "20000\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Here:20270328T080000\n"
                                + "DURATION:PT1H\nRRULE:FREQ=DAILY\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\nSUMMARY:a\\, b\\nc\n d\n"
                                + "END:VEVENT\nEND:VCALENDAR\n",
                        "BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270328T080000Z/PT1H,20270329T080000Z"
                                + "/20270329T090000Z\nEND:VFREEBUSY\nEND:VCALENDAR\n",
                        "<D:multistatus xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:response><D:href>/x</D:href>"
                                + "<D:propstat><D:prop><C:calendar-data>BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270328\n"
                                + "END:VEVENT\nEND:VCALENDAR</C:calendar-data></D:prop></D:propstat></D:response></D:multistatus>",
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><GetUserAvailabilityResponse"
                                + " xmlns='http://schemas.microsoft.com/exchange/services/2006/messages'><FreeBusyResponseArray>"
                                + "<FreeBusyResponse><ResponseMessage ResponseClass='Success'/><FreeBusyView><CalendarEventArray"
                                + " xmlns='http://schemas.microsoft.com/exchange/services/2006/types'><CalendarEvent><StartTime>"
                                + "2027-03-28T08:00:00</StartTime><EndTime>2027-03-28T09:00:00Z</EndTime><BusyType>OOF</BusyType>"
                                + "<CalendarEventDetails><Subject>x</Subject><IsMeeting>true</IsMeeting></CalendarEventDetails>"
                                + "</CalendarEvent></CalendarEventArray></FreeBusyView></FreeBusyResponse></FreeBusyResponseArray>"
                                + "</GetUserAvailabilityResponse></s:Body></s:Envelope>",
                        "{\"value\":[{\"scheduleItems\":[{\"status\":\"busy\",\"subject\":\"x\",\"start\":{\"dateTime\":"
                                + "\"2027-03-28T08:00:00.0000000\",\"timeZone\":\"UTC\"},\"end\":{\"dateTime\":"
                                + "\"2027-03-28T09:00:00\",\"timeZone\":\"Europe/Berlin\"}}]}]}",
                        "{\"value\":[{\"error\":{\"responseCode\":\"x\",\"message\":\"y\"}}]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void answersDoNoHarm(byte[] input) {
        bound.run(CalendarFuzzTest::readEverything, input);
    }

    private static void readEverything(byte[] input) {
        for (Target target : TARGETS) {
            try {
                check(target.read(input));
            } catch (CalendarException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    throw new AssertionError("a refusal says why");
                }
            }
        }
    }

    private static void check(FreeBusy freeBusy) {
        if (freeBusy.intervals().size() > FreeBusy.MAX_INTERVALS) {
            throw new AssertionError(freeBusy.intervals().size() + " intervals");
        }
        freeBusy.intervals().forEach(i -> {
            if (!WINDOW.touches(i.start(), i.end())) {
                throw new AssertionError(i + " lies outside");
            }
        });
        CalendarState state = CalendarRule.stateAt("sip:1001@pbx", freeBusy.intervals(), SETTINGS, FROM);
        state.presence().ifPresent(presence -> {
            try {
                PidfReader.read(PidfWriter.write(presence));
            } catch (DocumentException e) {
                throw new AssertionError(presence.toString(), e);
            }
        });
    }
}
