package org.breakwater.pbx.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.breakwater.pbx.watched.ConferenceRooms;
import org.breakwater.pbx.watched.RegisteredPhones;
import org.breakwater.pbx.watched.SharedLines;
import org.breakwater.presence.publication.DialogEvent;
import org.breakwater.presence.publication.FeatureEvent;
import org.breakwater.presence.publication.MessageSummaryEvent;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublishedEvent;
import org.breakwater.presence.snom.ImConversion;
import org.breakwater.presence.snom.ImStates;
import org.breakwater.presence.subscription.WatcherRolls;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;

/**
 * The event packages a script has modules for.
 *
 * @param published how each is published that may be
 * @param watched names of all
 */
record EventPackages(Map<String, PublishedEvent> published, Set<String> watched) {

    private static final String SLA = ";sla";

    /** Packages whose state follows from elsewhere and that nobody publishes. */
    private static final Set<String> NOT_PUBLISHED = Set.of(
            WatcherRolls.EVENT, //
            RegisteredPhones.EVENT,
            ConferenceRooms.EVENT);

    /** Those of them that this server knows. */
    static EventPackages of(Set<String> names, boolean imToRpidf) {
        ImConversion conversion = imToRpidf ? new ImConversion(ImStates.ofLanguages(ImStates.LANGUAGES)) : null;
        Map<String, PublishedEvent> published = new HashMap<>(Map.of(
                "presence",
                new PresenceEvent(conversion),
                "dialog",
                new DialogEvent("dialog"),
                SharedLines.EVENT,
                new DialogEvent(SharedLines.EVENT),
                "message-summary",
                new MessageSummaryEvent(),
                "as-feature-event",
                new FeatureEvent()));
        published.keySet().retainAll(names);
        Set<String> watched = new HashSet<>(NOT_PUBLISHED);
        watched.retainAll(names);
        watched.addAll(published.keySet());
        return new EventPackages(Map.copyOf(published), Set.copyOf(watched));
    }

    /** What a request's Event header names; empty when it names none of them. */
    Optional<Named> named(SipMessage request) {
        String text = request.header(HeaderName.EVENT);
        if (text == null) {
            return Optional.empty();
        }
        int end = text.indexOf(';');
        String name = (end < 0 ? text : text.substring(0, end)).trim();
        Params params = new Params(end < 0 ? "" : text.substring(end));
        String full = params.has("sla") ? name + SLA : name;
        String id = params.get("id");
        return watched.contains(full)
                ? Optional.of(new Named(full, Optional.ofNullable(published.get(full)), id == null ? "" : id))
                : Optional.empty();
    }

    /** For Allow-Events. */
    String list() {
        return String.join(", ", new TreeSet<>(watched));
    }

    /**
     * An event package and the parameter {@code id}.
     *
     * @param published how it is published; empty for one that is not
     */
    record Named(String name, Optional<PublishedEvent> published, String id) {}
}
