package org.breakwater.script.module.httpclient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;

/** Servers by the names {@code httpcon} gives them. Filled while the script loads. */
final class HttpConnections {

    private final Map<String, HttpConnection> byName = new LinkedHashMap<>();

    /**
     * A server.
     *
     * @param base URL without user and password
     * @param credentials {@code user:password}, null for none
     * @param failover name of another connection, null for none
     */
    record HttpConnection(
            String name, String base, String credentials, String userAgent, HttpCall.Limits limits, String failover) {

        String url(String path) {
            boolean joined = path.isEmpty() || path.startsWith("/") || base.endsWith("/");
            return base + (joined ? "" : "/") + path;
        }
    }

    /** Takes {@code name=>scheme://[user:password@]host/path[;parameter=value…]}. */
    void declare(String text, String userAgent, HttpCall.Limits defaults) throws FixupException {
        int arrow = text.indexOf("=>");
        int scheme = text.indexOf("://");
        if (arrow < 1 || scheme < arrow) {
            throw new FixupException("httpcon: write name=>http://host/path");
        }
        String name = text.substring(0, arrow).trim();
        String[] parts = text.substring(arrow + 2).trim().split(";");
        Map<String, String> parameters = parameters(name, parts);
        HttpCall.Limits limits = new HttpCall.Limits(
                number(name, parameters, "timeout", defaults.seconds()),
                HttpClientModule.bodyLimit(number(name, parameters, "maxdatasize", defaults.bytes())),
                number(name, parameters, "httpredirect", defaults.redirects() > 0 ? 1 : 0) > 0
                        ? HttpClientModule.MAX_REDIRECTS
                        : 0);
        String url = parts[0];
        int host = url.indexOf("://") + 3;
        int slash = url.indexOf('/', host);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        String credentials = at > host ? url.substring(host, at) : null;
        String base = at > host ? url.substring(0, host) + url.substring(at + 1) : url;
        HttpConnection connection = new HttpConnection(
                name,
                base,
                credentials,
                parameters.getOrDefault("useragent", userAgent),
                limits,
                parameters.get("failover"));
        if (byName.putIfAbsent(name, connection) != null) {
            throw new FixupException("httpcon " + name + " is declared twice");
        }
    }

    private static Map<String, String> parameters(String name, String[] parts) throws FixupException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1) {
                throw new FixupException("httpcon " + name + ": \"" + parts[i] + "\" is not of the form name=value");
            }
            parameters.put(
                    parts[i].substring(0, equals).trim(),
                    parts[i].substring(equals + 1).trim());
        }
        return parameters;
    }

    private static int number(String con, Map<String, String> parameters, String name, int otherwise)
            throws FixupException {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new FixupException("httpcon " + con + ": " + name + "=" + text + " is not a number");
        }
        return Numbers.parseOrZero(text);
    }

    /** A connection, null when there is none of that name. */
    HttpConnection find(String name) {
        return name == null ? null : byName.get(name);
    }

    HttpConnection require(String name) throws FixupException {
        HttpConnection found = find(name.trim());
        if (found == null) {
            throw new FixupException("no HTTP connection " + name.trim() + "; declare it with httpcon");
        }
        return found;
    }

    List<HttpConnection> all() {
        return List.copyOf(byName.values());
    }
}
