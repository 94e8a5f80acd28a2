package org.breakwater.presence.calendar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarHttpTest {

    private static final int OCTETS_OF_LARGE = 5000;

    private static final int PORT = 22100;

    private final ThreadPoolExecutor pool = Threads.blockingPool("test-http", 2, 100);
    private final CountDownLatch never = new CountDownLatch(1);
    private final CalendarHttp http = new CalendarHttp(pool, Duration.ofSeconds(5), Duration.ofSeconds(20));
    private final FakeServer server = new FakeServer(PORT, this::handle);

    private void handle(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        String path = asked.path();
        if (path.startsWith("/to?")) {
            exchange.getResponseHeaders().set("Location", path.substring(4));
            FakeServer.answer(exchange, 301, "text/plain", "");
        } else if (path.equals("/circle")) {
            exchange.getResponseHeaders().set("Location", "circle");
            FakeServer.answer(exchange, 302, "text/plain", "");
        } else if (path.equals("/large")) {
            FakeServer.answer(exchange, 200, "text/plain", "x".repeat(OCTETS_OF_LARGE));
        } else if (path.equals("/endless")) {
            exchange.sendResponseHeaders(200, 0);
            while (never.getCount() > 0) {
                exchange.getResponseBody().write(new byte[512]);
            }
        } else if (path.equals("/slow")) {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        } else {
            FakeServer.answer(exchange, 200, "text/plain", "here");
        }
    }

    private void await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        never.countDown();
        server.close();
        pool.shutdownNow();
    }

    private HttpQuery get(String path) {
        return HttpQuery.get(URI.create(server.uri(path))).withBasic("alice", "s3cret");
    }

    @Test
    void redirectOnTheSameServerIsFollowedWithTheLogin() throws Exception {
        assertThat(http.send(get("/to?/new"), 100).body()).asString().isEqualTo("here");
        assertThat(server.asked)
                .extracting(FakeServer.Asked::authorization)
                .containsExactly("Basic YWxpY2U6czNjcmV0", "Basic YWxpY2U6czNjcmV0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/x",
                "http://localhost:%d/x",
                "http://127.0.0.1:1/x",
                "//127.0.0.3:%d/x",
                "http://bob@127.0.0.1:%d/x",
                "ftp://127.0.0.1/x",
                "https://127.0.0.1:%d/x",
                "file:///etc/passwd"
            })
    void redirectToAnotherServerIsNotFollowed(String location) {
        assertThatThrownBy(() -> http.send(get("/to?" + location.formatted(server.port())), 100))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("where nothing was meant to be sent");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void whatIsPostedIsNeverSentElsewhere() {
        HttpQuery post = HttpQuery.of("POST", URI.create(server.uri("/to?/new")), "text/plain", "secret");
        assertThatThrownBy(() -> http.send(post, 100)).hasMessageContaining("redirects");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void circleOfRedirectsEnds() {
        assertThatThrownBy(() -> http.send(get("/circle"), 100))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("circle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/endless"})
    void bodyThatIsTooLargeIsNotReadToItsEnd(String path) {
        assertThatThrownBy(() -> http.send(get(path), 4096))
                .isInstanceOf(CalendarException.class)
                .hasMessage("the answer is larger than 4 KiB; give a calendar that leaves old events out");
    }

    @Test
    void bodiesOfAllQuestionsTogetherHaveABound() throws Exception {
        Room room = new Room(2 * OCTETS_OF_LARGE - 1);
        Room.Share first = room.share();
        Room.Share second = room.share();
        assertThat(http.within(first).send(get("/large"), 100_000).body()).hasSize(OCTETS_OF_LARGE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> http.within(second).send(get("/large"), 100_000))
                    .isInstanceOf(CalendarException.class)
                    .hasMessage("large answers of other calendars are being read; it is asked again");
            second.giveBack();
        }
        first.giveBack();
        assertThat(http.within(second).send(get("/large"), 100_000).body()).hasSize(OCTETS_OF_LARGE);
    }

    @Test
    void bodyThatNeverEndsComingIsGivenUp() {
        CalendarHttp hasty = new CalendarHttp(pool, Duration.ofSeconds(5), Duration.ofMillis(300));
        assertThatThrownBy(() -> hasty.send(get("/slow"), 100))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("did not answer whole within 0 seconds");
    }

    @Test
    void keptConnectionThatTheServerClosesMeanwhileIsNoFault() throws Exception {
        try (HastyServer hasty = new HastyServer(1)) {
            HttpQuery report = new HttpQuery("REPORT", hasty.uri(), Map.of(), "<what/>");
            for (int i = 0; i < 3; i++) {
                assertThat(http.send(report, 100).body()).asString().isEqualTo("here");
            }

            assertThat(hasty.connections).hasValue(3);
        }
    }

    @Test
    void serverThatAlwaysClosesIsAskedTwiceAndToldOf() throws Exception {
        try (HastyServer hasty = new HastyServer(0)) {
            HttpQuery report = new HttpQuery("REPORT", hasty.uri(), Map.of(), "<what/>");
            assertThatThrownBy(() -> http.send(report, 100))
                    .isInstanceOf(CalendarException.class)
                    .hasMessageContaining("the connection to the server broke");

            assertThat(hasty.connections).hasValue(2);
        }
    }

    @Test
    void serverThatIsNotThereIsToldOf() {
        HttpQuery nobody = HttpQuery.get(URI.create("http://127.0.0.1:22199/"));
        assertThatThrownBy(() -> http.send(nobody, 100))
                .isInstanceOf(CalendarException.class)
                .hasMessageStartingWith("no connection to the server");
    }

    @Test
    void requestTellsNoSecretsWhenItIsLogged() {
        assertThat(get("/secret-path")).asString().doesNotContain("secret").contains("GET http://127.0.0.1");
    }
}
