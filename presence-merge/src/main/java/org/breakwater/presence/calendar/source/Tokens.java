package org.breakwater.presence.calendar.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.http.HttpReply;

/**
 * Access tokens of Microsoft 365 (OAuth 2.0 client credentials, RFC 6749 §4.4), one for each application, kept in memory
 * until shortly before they end. Safe on any thread; two that need the same token at once may both ask for it.
 */
final class Tokens {

    private static final int MAX_OCTETS = 64 << 10;
    private static final int MAX_TOKENS = 256;
    private static final long EARLIER_MILLIS = 300_000;
    private static final long LONGEST_SECONDS = 86_400;

    /** Where each of Microsoft's clouds gives tokens. */
    private static final Map<String, String> LOGINS = Map.of(
            "graph.microsoft.com", "login.microsoftonline.com",
            "graph.microsoft.us", "login.microsoftonline.us",
            "dod-graph.microsoft.us", "login.microsoftonline.us",
            "microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn");

    private final CalendarHttp http;
    private final TimeSource time;
    private final Map<Key, Token> known = new LinkedHashMap<>();

    private record Key(String server, String tenant, CalendarLogin login) {}

    private record Token(String text, long untilMillis) {}

    Tokens(CalendarHttp http, TimeSource time) {
        this.http = http;
        this.time = time;
    }

    /** A token that is good for some minutes. Blocks when there is none yet. */
    String of(CalendarAccount account) throws CalendarException, InterruptedException {
        Key key = key(account);
        long now = time.epochMillis();
        synchronized (known) {
            Token token = known.get(key);
            if (token != null && now < token.untilMillis()) {
                return token.text();
            }
        }
        Token token = ask(account, now);
        synchronized (known) {
            known.values().removeIf(old -> old.untilMillis() <= now);
            if (known.size() >= MAX_TOKENS) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(key, token);
        }
        return token.text();
    }

    /** It was refused: the next question gets a new one. */
    void forget(CalendarAccount account) {
        synchronized (known) {
            known.remove(key(account));
        }
    }

    private static Key key(CalendarAccount account) {
        return new Key(account.place().server(), account.place().tenant(), account.login());
    }

    private Token ask(CalendarAccount account, long now) throws CalendarException, InterruptedException {
        CalendarLogin login = account.login();
        String form = "grant_type=client_credentials&client_id=" + encoded(login.name()) + "&client_secret="
                + encoded(login.secret()) + "&scope=" + encoded(account.place().server() + "/.default");
        HttpQuery query = HttpQuery.of("POST", uri(account.place()), "application/x-www-form-urlencoded", form)
                .with("Accept", "application/json");
        HttpReply reply = http.send(query, MAX_OCTETS);
        if (reply.status() == 400 || reply.status() == 401) {
            throw new CalendarException("Microsoft 365 refuses the application's login: " + reason(reply)
                    + "; check directory id, client id and secret, which may have run out");
        }
        if (reply.status() != 200) {
            throw Refusals.of(reply);
        }
        JsonNode root = ScheduleReader.root(reply.body());
        String text = root.path("access_token").asText("");
        if (!text.matches("[\\x21-\\x7e]{1,8192}")) {
            throw new CalendarException("the answer of Microsoft 365 has no access token; is the address right?");
        }
        long seconds = Math.max(0, Math.min(root.path("expires_in").asLong(0), LONGEST_SECONDS));
        return new Token(text, now + Math.max(0, seconds * 1000 - EARLIER_MILLIS));
    }

    private static String reason(HttpReply reply) {
        try {
            JsonNode root = ScheduleReader.root(reply.body());
            String words =
                    root.path("error_description").asText(root.path("error").asText(""));
            return words.isEmpty() ? "status " + reply.status() : ScheduleReader.cut(words);
        } catch (CalendarException e) {
            return "status " + reply.status();
        }
    }

    /** Of Microsoft's clouds their login server; of anything else the same server. */
    static URI uri(CalendarPlace place) {
        String host = String.valueOf(place.uri().getHost()).toLowerCase(Locale.ROOT);
        String server = LOGINS.containsKey(host) ? "https://" + LOGINS.get(host) : place.server();
        return URI.create(server + "/" + place.tenant() + "/oauth2/v2.0/token");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
