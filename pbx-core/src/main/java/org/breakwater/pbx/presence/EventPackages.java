package org.breakwater.pbx.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.breakwater.presence.publication.DialogEvent;
import org.breakwater.presence.publication.FeatureEvent;
import org.breakwater.presence.publication.MessageSummaryEvent;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublishedEvent;
import org.breakwater.presence.snom.ImConversion;
import org.breakwater.presence.snom.ImStates;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;

/**
 * The event packages a script has modules for.
 *
 * @param byName how each is published
 */
record EventPackages(Map<String, PublishedEvent> byName) {

    /** Those of them that this server knows. */
    static EventPackages of(Set<String> names, boolean imToRpidf) {
        ImConversion conversion = imToRpidf ? new ImConversion(ImStates.ofLanguages(ImStates.LANGUAGES)) : null;
        Map<String, PublishedEvent> known = new HashMap<>(Map.of(
                "presence", new PresenceEvent(conversion),
                "dialog", new DialogEvent("dialog"),
                "message-summary", new MessageSummaryEvent(),
                "as-feature-event", new FeatureEvent()));
        known.keySet().retainAll(names);
        return new EventPackages(Map.copyOf(known));
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
        PublishedEvent event = params.has("sla") ? null : byName.get(name);
        String id = params.get("id");
        return event == null ? Optional.empty() : Optional.of(new Named(event, id == null ? "" : id));
    }

    /** For Allow-Events. */
    String list() {
        return String.join(", ", new TreeSet<>(byName.keySet()));
    }

    /** An event package and the parameter {@code id}. */
    record Named(PublishedEvent event, String id) {}
}
