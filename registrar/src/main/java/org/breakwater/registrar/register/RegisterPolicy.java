package org.breakwater.registrar.register;

/**
 * Rules of one registrar; names and defaults as in Kamailio's registrar and usrloc modules.
 *
 * @param defaultExpires seconds when the phone names none
 * @param minExpires fewer seconds than that are raised to it (0: no limit)
 * @param rejectShort whether fewer seconds are refused with 423 instead
 * @param maxExpires more seconds than that are lowered to it (0: no limit)
 * @param maxContacts bindings an address of record may have (0: no limit)
 * @param matching how a contact finds its earlier binding
 * @param usePath whether Path is stored
 * @param pathMode 0 stores it always, 1 only tells the phone if it supports path, 2 refuses with 420 if it does not
 * @param defaultQ preference of contacts without q, -1 to 1000
 * @param newestOnly whether a REGISTER replaces every earlier binding
 */
public record RegisterPolicy(
        int defaultExpires,
        int minExpires,
        boolean rejectShort,
        int maxExpires,
        int maxContacts,
        Matching matching,
        boolean usePath,
        int pathMode,
        int defaultQ,
        boolean newestOnly) {

    /** How a contact finds its earlier binding. */
    public enum Matching {
        CONTACT,
        CONTACT_AND_CALL_ID,
        CONTACT_AND_PATH
    }

    /** Kamailio's defaults. */
    public static final RegisterPolicy DEFAULT =
            new RegisterPolicy(3600, 60, false, 0, 0, Matching.CONTACT, false, 2, -1, false);

    /** The same rules, but a REGISTER replaces every earlier binding. */
    public RegisterPolicy keepingNewestOnly() {
        return new RegisterPolicy(
                defaultExpires,
                minExpires,
                rejectShort,
                maxExpires,
                maxContacts,
                matching,
                usePath,
                pathMode,
                defaultQ,
                true);
    }
}
