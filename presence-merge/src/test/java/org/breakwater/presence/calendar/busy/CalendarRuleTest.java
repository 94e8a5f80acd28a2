package org.breakwater.presence.calendar.busy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.presence.merge.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarRuleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CalendarSettings SETTINGS = new CalendarSettings(BERLIN, true, false);

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    /** Written as {@code 09:00/10:00 busy+ Jour fixe}: on 30 November 2026 unless there is a date, + with others. */
    private static BusyInterval interval(String text) {
        String[] words = text.strip().split(" ", 3);
        String[] times = words[0].split("/");
        boolean meeting = words[1].endsWith("+");
        BusyKind kind = BusyKind.valueOf(words[1].replace("+", "").toUpperCase(Locale.ROOT));
        return new BusyInterval(moment(times[0]), moment(times[1]), kind, meeting, words.length > 2 ? words[2] : "");
    }

    private static Instant moment(String text) {
        return berlin(text.contains("T") ? text : "2026-11-30T" + text);
    }

    private static CalendarState state(String intervals, String now, CalendarSettings settings) {
        List<BusyInterval> list = new ArrayList<>();
        for (String text : intervals.isBlank() ? new String[0] : intervals.split(";")) {
            list.add(interval(text));
        }
        return CalendarRule.stateAt("sip:1001@pbx", list, settings, moment(now));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                              | 09:30 | nothing
        09:00/10:00 busy                                | 08:59 | nothing
        09:00/10:00 busy                                | 09:00 | open, busy "Busy until 10:00"
        09:00/10:00 busy                                | 10:00 | nothing
        09:00/10:00 busy+                               | 09:30 | open, meeting "In a meeting until 10:00"
        09:00/10:00 busy+ Jour fixe                     | 09:30 | open, meeting "Jour fixe until 10:00"
        09:00/10:00 tentative+                          | 09:30 | nothing
        09:00/10:00 working_elsewhere                   | 09:30 | open, working "Working elsewhere until 10:00"
        09:00/10:00 out_of_office                       | 09:30 | open, away "Out of office until 10:00"
        2026-11-30T00:00/2026-12-01T00:00 out_of_office | 09:30 | open, vacation "Out of office until 2026-11-30"
        2026-11-23T00:00/2026-12-05T00:00 out_of_office | 09:30 | open, vacation "Out of office until 2026-12-04"
        2026-11-30T08:00/2026-12-01T12:00 out_of_office | 09:30 | open, vacation "Out of office until 2026-12-01 12:00"
        09:00/10:00 busy;09:00/12:00 busy               | 09:30 | open, busy "Busy until 12:00"
        09:00/10:00 busy+;09:00/12:00 busy              | 09:30 | open, meeting "In a meeting until 10:00"
        09:00/10:00 busy+;09:00/12:00 out_of_office     | 09:30 | open, away "Out of office until 12:00"
        08:00/18:00 working_elsewhere;09:00/10:00 busy  | 09:30 | open, busy "Busy until 10:00"
        08:00/18:00 working_elsewhere;09:00/10:00 busy  | 10:00 | open, working "Working elsewhere until 18:00"
        09:00/10:00 tentative;08:00/18:00 working_elsewhere | 09:30 | open, working "Working elsewhere until 18:00"
        """)
    void calendarSaysWhatSomebodyDoesAndUntilWhen(String intervals, String now, String expected) {
        assertThat(state(intervals, now, SETTINGS).presence().map(Why::words).orElse("nothing"))
                .isEqualTo(expected);
    }

    @Test
    void whatIsTentativeIsBusyForWhomWantsIt() {
        CalendarSettings wanted = new CalendarSettings(BERLIN, true, true);
        assertThat(state("09:00/10:00 tentative", "09:30", wanted).presence().map(Why::words))
                .contains("open, busy \"Busy until 10:00\"");
    }

    @Test
    void ruleIsAskedAgainAtTheNextBeginningOrEnd() {
        String day = "09:00/10:00 busy;09:30/11:00 busy;13:00/14:00 tentative";
        assertThat(state(day, "08:00", SETTINGS).nextChange()).isEqualTo(moment("09:00"));
        assertThat(state(day, "09:00", SETTINGS).nextChange()).isEqualTo(moment("09:30"));
        assertThat(state(day, "09:30", SETTINGS).nextChange()).isEqualTo(moment("10:00"));
        assertThat(state(day, "09:30", SETTINGS).until()).isEqualTo(moment("11:00"));
        assertThat(state(day, "14:00", SETTINGS).nextChange()).isNull();
        assertThat(state(day, "14:00", SETTINGS).until()).isNull();
    }

    @Test
    void dayWithoutAnHourIsAWholeDay() {
        String shortDay = "2027-03-28T00:00/2027-03-29T00:00 out_of_office";
        assertThat(interval(shortDay).start().plusSeconds(23 * 3600))
                .as("23 hours")
                .isEqualTo(interval(shortDay).end());
        assertThat(state(shortDay, "2027-03-28T12:00", SETTINGS).presence().map(Why::words))
                .contains("open, vacation \"Out of office until 2027-03-28\"");
    }

    @Test
    void timesAreToldInTheUsersOwnZone() {
        CalendarSettings tokyo = new CalendarSettings(ZoneId.of("Asia/Tokyo"), true, false);
        assertThat(state("09:00/10:00 busy", "09:30", tokyo).presence().map(Why::words))
                .contains("open, busy \"Busy until 18:00\"");
    }

    @Test
    void titleIsPutIntoOneLineAndCut() {
        BusyInterval i = new BusyInterval(
                moment("09:00"), moment("10:00"), BusyKind.BUSY, false, " a\r\nb\u2028c" + "x".repeat(200));
        assertThat(i.title())
                .startsWith("a b cx")
                .hasSize(BusyInterval.MAX_TITLE + 1)
                .endsWith("…");
    }
}
