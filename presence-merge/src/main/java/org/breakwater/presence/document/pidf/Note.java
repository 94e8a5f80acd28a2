package org.breakwater.presence.document.pidf;

/**
 * Words for people.
 *
 * @param language {@code xml:lang}, empty without
 */
public record Note(String language, String text) {

    /** In no language in particular. */
    public static Note of(String text) {
        return new Note("", text);
    }
}
