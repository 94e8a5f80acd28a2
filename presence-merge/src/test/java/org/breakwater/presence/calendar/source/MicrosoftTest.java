package org.breakwater.presence.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.account.Accounts;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchange and Microsoft 365, against a fake: see {@link FakeMicrosoft}. */
class MicrosoftTest {

    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-06T00:00:00Z"));

    private final FakeMicrosoft microsoft = new FakeMicrosoft(22030);
    private final ThreadPoolExecutor pool = Threads.blockingPool("test-http", 2, 100);
    private final ManualTime time = new ManualTime();
    private final CalendarSources sources =
            new CalendarSources(new CalendarHttp(pool, Duration.ofSeconds(5), Duration.ofSeconds(20)), time);

    @AfterEach
    void close() {
        microsoft.close();
        pool.shutdownNow();
    }

    private CalendarSource source(CalendarKind kind, String password) {
        String path = kind == CalendarKind.EWS ? "/EWS/Exchange.asmx" : "/v1.0/";
        return sources.open(Accounts.microsoft(kind, microsoft.server.uri(path), FakeMicrosoft.MAILBOX, password));
    }

    private static List<String> lines(FreeBusy freeBusy) {
        return freeBusy.intervals().stream()
                .map(i -> i.start() + " " + i.end() + " " + i.kind() + (i.meeting() ? "+ " : " ") + i.title())
                .toList();
    }

    @Test
    void exchangeTellsWhenAMailboxIsBusy() throws Exception {
        FreeBusy freeBusy = source(CalendarKind.EWS, FakeMicrosoft.PASSWORD)
                .fetch(WINDOW, Validator.NONE)
                .freeBusy();
        assertThat(lines(freeBusy))
                .containsExactly(
                        "2026-11-30T08:00:00Z 2026-11-30T09:00:00Z BUSY+ Jour fixe",
                        "2026-11-30T09:00:00Z 2026-11-30T10:00:00Z TENTATIVE Perhaps",
                        "2026-12-01T08:00:00Z 2026-12-01T09:00:00Z BUSY ",
                        "2026-12-02T23:00:00Z 2026-12-03T23:00:00Z OUT_OF_OFFICE Off",
                        "2026-12-04T08:00:00Z 2026-12-04T16:00:00Z WORKING_ELSEWHERE At home");
        assertThat(freeBusy.remarks()).hasSize(1);
    }

    @Test
    void graphTellsWhenAMailboxIsBusy() throws Exception {
        FreeBusy freeBusy = source(CalendarKind.GRAPH, FakeMicrosoft.PASSWORD)
                .fetch(WINDOW, Validator.NONE)
                .freeBusy();
        assertThat(lines(freeBusy))
                .containsExactly(
                        "2026-11-30T08:00:00Z 2026-11-30T09:00:00Z BUSY Jour fixe",
                        "2026-11-30T09:00:00Z 2026-11-30T10:00:00Z TENTATIVE Perhaps",
                        "2026-12-01T08:00:00Z 2026-12-01T09:00:00Z BUSY ",
                        "2026-12-02T23:00:00Z 2026-12-03T23:00:00Z OUT_OF_OFFICE Off",
                        "2026-12-04T08:00:00Z 2026-12-04T16:00:00Z WORKING_ELSEWHERE At home");
        assertThat(freeBusy.remarks()).hasSize(1);
    }

    @Test
    void tokenIsKeptUntilShortlyBeforeItEndsOrIsRefused() throws Exception {
        CalendarSource source = source(CalendarKind.GRAPH, FakeMicrosoft.PASSWORD);
        source.fetch(WINDOW, Validator.NONE);
        source.fetch(WINDOW, Validator.NONE);
        source(CalendarKind.GRAPH, FakeMicrosoft.PASSWORD).fetch(WINDOW, Validator.NONE);
        assertThat(tokensAsked()).isEqualTo(1);

        time.advanceMillis(3_299_000);
        source.fetch(WINDOW, Validator.NONE);
        assertThat(tokensAsked()).isEqualTo(2);

        microsoft.revoke();
        source.fetch(WINDOW, Validator.NONE);
        assertThat(tokensAsked()).isEqualTo(3);
    }

    private long tokensAsked() {
        return microsoft.server.asked.stream()
                .filter(a -> a.path().endsWith("/token"))
                .count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ews   | s3cret&more | stranger     | Exchange says ErrorMailRecipientNotFound: Unable to resolve e-mail address
        ews   | s3cret&more | unshared     | give it the right to read the calendar's free/busy times
        ews   | wrong       | well         | the server refuses the login (401); add the calendar anew
        ews   | wrong       | windows only | does not offer Basic authentication
        ews   | s3cret&more | throttled    | the server wants fewer questions (429)
        graph | s3cret&more | stranger     | Microsoft 365 says ErrorMailRecipientNotFound: The mailbox was not found.
        graph | s3cret&more | unshared     | application permission Calendars.ReadBasic
        graph | wrong       | well         | refuses the application's login: AADSTS7000215: Invalid client secret provided. Trace
        graph | s3cret&more | throttled    | the server wants fewer questions (429)
        """)
    void refusalsSayWhatToDo(String kind, String password, String mood, String words) {
        microsoft.mood = mood;
        CalendarSource source = source(CalendarKind.ofText(kind).orElseThrow(), password);
        assertThatThrownBy(() -> source.fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining(words)
                .extracting(e -> ((CalendarException) e).retryAfterSeconds())
                .isEqualTo(mood.equals("throttled") ? 77L : 0L);
    }

    @Test
    void exchangesFaultIsPassedOn() {
        TimeWindow other = new TimeWindow(WINDOW.from(), WINDOW.until().minusSeconds(1));
        assertThatThrownBy(
                        () -> source(CalendarKind.EWS, FakeMicrosoft.PASSWORD).fetch(other, Validator.NONE))
                .hasMessage("Exchange refuses: The request failed schema validation");
    }

    @ParameterizedTest
    @EnumSource(names = {"EWS", "GRAPH"})
    void titlesStayThereUnlessTheyMayBeTold(CalendarKind kind) throws Exception {
        CalendarAccount open = Accounts.microsoft(
                kind,
                microsoft.server.uri(kind == CalendarKind.EWS ? "/EWS/Exchange.asmx" : "/v1.0"),
                FakeMicrosoft.MAILBOX,
                FakeMicrosoft.PASSWORD);
        CalendarAccount closed = new CalendarAccount(
                open.user(),
                open.name(),
                kind,
                open.place(),
                open.login(),
                new org.breakwater.presence.calendar.busy.CalendarSettings(
                        open.settings().zone(), false, false));
        assertThat(sources.open(closed).fetch(WINDOW, Validator.NONE).freeBusy().intervals())
                .hasSize(5)
                .allMatch(i -> i.title().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://graph.microsoft.com/v1.0, https://login.microsoftonline.com/t/oauth2/v2.0/token",
        "https://graph.microsoft.us/v1.0, https://login.microsoftonline.us/t/oauth2/v2.0/token",
        "https://microsoftgraph.chinacloudapi.cn/v1.0, https://login.chinacloudapi.cn/t/oauth2/v2.0/token",
        "https://graph.example:8443/v1.0, https://graph.example:8443/t/oauth2/v2.0/token"
    })
    void eachCloudHasItsLoginServer(String graph, String token) {
        assertThat(Tokens.uri(new CalendarPlace(URI.create(graph), "a@b", "t"))).hasToString(token);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-30T08:00:00       | 2026-11-30T08:00:00Z
        2026-11-30T08:00:00.0000000 | 2026-11-30T08:00:00Z
        2026-11-30T08:00:00Z      | 2026-11-30T08:00:00Z
        2026-11-30T08:00:00-08:00 | 2026-11-30T16:00:00Z
        """)
    void exchangesTimesAreUtcUnlessTheySayOtherwise(String text, String instant) {
        assertThat(AvailabilityReader.moment(text)).isEqualTo(instant);
    }

    @Test
    void answerWithMoreInItThanAnyScheduleIsGivenUp() {
        byte[] answer = ("{\"value\":[" + "{},".repeat(300_000) + "{}]}").getBytes(StandardCharsets.US_ASCII);
        CalendarSettings settings = new CalendarSettings(ZoneOffset.UTC, true, false);
        assertThatThrownBy(() -> ScheduleReader.read(answer, WINDOW, settings))
                .isInstanceOf(CalendarException.class)
                .hasMessageStartingWith("the server's answer is no JSON: Token count");
    }
}
