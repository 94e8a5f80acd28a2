package org.breakwater.presence.calendar.source;

/**
 * What lets a server say that nothing changed (RFC 9110 §8.8).
 *
 * @param etag ETag, empty without
 * @param lastModified Last-Modified, empty without
 */
public record Validator(String etag, String lastModified) {

    /** None: the answer comes whole. */
    public static final Validator NONE = new Validator("", "");
}
