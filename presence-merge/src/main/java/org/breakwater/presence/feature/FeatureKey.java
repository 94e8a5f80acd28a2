package org.breakwater.presence.feature;

/**
 * Of what a state is.
 *
 * @param ofUser whether it is a user's, else a switch's
 * @param name of the user, as in the table of registrations, or of the switch, as phones dial it
 */
public record FeatureKey(boolean ofUser, String name) {

    private static final String USER = "user ";
    private static final String SWITCH = "switch ";

    /** A user's features. */
    public static FeatureKey user(String name) {
        return new FeatureKey(true, name);
    }

    /** A switch. */
    public static FeatureKey ofSwitch(String name) {
        return new FeatureKey(false, name);
    }

    /** As the shared map has it. */
    public String text() {
        return (ofUser ? USER : SWITCH) + name;
    }

    /** What {@link #text()} wrote. */
    public static FeatureKey parse(String text) {
        return text.startsWith(USER)
                ? user(text.substring(USER.length()))
                : ofSwitch(text.substring(Math.min(text.length(), SWITCH.length())));
    }
}
