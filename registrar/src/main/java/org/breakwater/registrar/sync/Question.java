package org.breakwater.registrar.sync;

import java.util.List;
import java.util.Map;

/** What a LifeGUARD asks or tells. */
public sealed interface Question {

    /** Longest name of a site. */
    int MAX_SITE = 32;

    /** Longest name of a verdict. */
    int MAX_VERDICT = 32;

    /** Name of the service. */
    String TOPIC = "site";

    /** The site it is about. */
    String site();

    /**
     * Which tables are not as these versions say?
     *
     * @param refreshSeconds how exactly the site wants to know when registrations lapse, see {@link BindingsValue}
     * @param says what the LifeGUARD says of itself
     */
    record Compare(String site, int refreshSeconds, Map<SyncTable, Long> versions, Says says) implements Question {}

    /**
     * What a LifeGUARD says of itself, for people.
     *
     * @param verdict what it holds to be true of the main servers
     * @param registrations how many bindings of its phones were told and taken
     */
    record Says(String verdict, int registrations) {
        /** Nothing. */
        public static final Says NOTHING = new Says("", 0);
    }

    /**
     * What is in these buckets beyond these entries? Answered for as many of them as fit, from the first on.
     *
     * @param known hashes of the entries that are here, by bucket, in the order the answers are wanted
     */
    record Fetch(String site, int refreshSeconds, SyncTable table, Map<Integer, List<Long>> known)
            implements Question {}

    /**
     * Registrations as they are at the site, and call records.
     *
     * @param records rows of {@code acc}
     * @param calls calls the LifeGUARD routed by itself, each from beginning to end
     */
    record Push(String site, List<SiteRegistration> registrations, List<CallRecord> records, List<CallDetail> calls)
            implements Question {}
}
