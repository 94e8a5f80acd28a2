package org.breakwater.presence.calendar.http;

import java.net.http.HttpHeaders;

/** A response, read whole. */
public record HttpReply(int status, HttpHeaders headers, byte[] body) {

    /** The first header of that name; empty when there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Seconds of Retry-After; 0 when there is none or it is a date. */
    public long retryAfterSeconds() {
        String text = header("Retry-After").strip();
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
    }
}
