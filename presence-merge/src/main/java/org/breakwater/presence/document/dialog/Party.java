package org.breakwater.presence.document.dialog;

/**
 * One side of a dialog.
 *
 * @param identity URI, empty when not said
 * @param display name for people, empty without
 * @param target URI requests go to, empty when not said
 * @param rendering the target's parameter {@code +sip.rendering}: false while the media are on hold, null when not said
 */
public record Party(String identity, String display, String target, Boolean rendering) {

    /** Nothing said. */
    public static final Party NONE = new Party("", "", "", null);

    /** Somebody, without a target. */
    public static Party of(String identity, String display) {
        return new Party(identity, display, "", null);
    }
}
