package org.breakwater.presence.rls;

import java.util.Collection;
import java.util.Locale;

/** The extension {@code eventlist} and what a SUBSCRIBE to a list must say (RFC 4662 §4.1, §4.4). */
public final class EventList {

    /** Option tag: in Require of the 2xx to SUBSCRIBE and of every NOTIFY of a list. */
    public static final String OPTION_TAG = "eventlist";

    private EventList() {}

    /** How a SUBSCRIBE to a list is answered. */
    public sealed interface Answer {

        /** As any SUBSCRIBE, with {@code Require: eventlist}. */
        record Accepted() implements Answer {}

        /**
         * Refused.
         *
         * @param header the field that says what is missing
         */
        record Refused(int status, String reason, String header, String value) implements Answer {}
    }

    /**
     * Looks at a SUBSCRIBE to a list. Accept is not asked: a phone that supports lists knows their documents, and some
     * name none but the members'.
     *
     * @param supported values of Supported and Require, one tag each
     */
    public static Answer negotiate(ListDefinition list, String eventPackage, Collection<String> supported) {
        if (!list.isFor(eventPackage)) {
            String packages =
                    String.join(", ", list.packages().stream().sorted().toList());
            return new Answer.Refused(489, "Bad Event", "Allow-Events", packages);
        }
        boolean knows = supported.stream()
                .anyMatch(tag -> tag.strip().toLowerCase(Locale.ROOT).equals(OPTION_TAG));
        return knows ? new Answer.Accepted() : new Answer.Refused(421, "Extension Required", "Require", OPTION_TAG);
    }
}
