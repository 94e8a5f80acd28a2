package org.breakwater.presence.calendar.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request.
 *
 * @param headers by name
 * @param body empty for none
 */
public record HttpQuery(String method, URI uri, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public HttpQuery {
        headers = Map.copyOf(headers);
    }

    /** GET. */
    public static HttpQuery get(URI uri) {
        return new HttpQuery("GET", uri, Map.of(), "");
    }

    /** A request with a body. */
    public static HttpQuery of(String method, URI uri, String contentType, String body) {
        return new HttpQuery(method, uri, Map.of("Content-Type", contentType), body);
    }

    /** The same with a header, unless its value is empty. */
    public HttpQuery with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpQuery(method, uri, more, body);
    }

    /** The same with a login (RFC 7617), unless the name is empty. */
    public HttpQuery withBasic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return user.isEmpty()
                ? this
                : with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Whether it may be sent again to where a redirect points: it changes nothing there. */
    boolean mayBeRedirected() {
        return method.equals("GET") || method.equals("REPORT");
    }

    HttpQuery to(URI other) {
        return new HttpQuery(method, other, headers, body);
    }

    /** Without what must not be logged. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + "/…";
    }
}
