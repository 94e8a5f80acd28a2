package org.breakwater.pbx.presence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.breakwater.pbx.lists.ListBook;
import org.breakwater.presence.rls.EventList;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.subscription.Authority;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/** What is looked at before somebody may subscribe: whether it is a list, whether they may, whether it exists. Any thread. */
final class Admission {

    private final ListBook lists;
    private final Pictures pictures;
    private final Authority authority;
    private final Predicate<Subscription.Topic> exists;

    /** Asks {@code exists} about people and things of whom it is known. */
    Admission(ListBook lists, Pictures pictures, Authority authority, Predicate<Subscription.Topic> exists) {
        this.lists = lists;
        this.pictures = pictures;
        this.authority = authority;
        this.exists = exists;
    }

    /** Whether that URI is a list, of states of that event package. */
    boolean isList(String event, String uri) {
        return pictures.hasListsOf(event) && lists.find(uri).isPresent();
    }

    /** Whether the phone said that it knows lists. */
    static boolean knowsLists(SipMessage subscribe) {
        return tags(subscribe).stream()
                .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).equals(EventList.OPTION_TAG));
    }

    /** Whether it cannot be said yet if this is about a list, or what is in it. */
    boolean isTooEarly(SipMessage subscribe, Subscription knownOrNull) {
        return knownOrNull == null
                ? lists.isComing() && knowsLists(subscribe)
                : knownOrNull.topic().list() && !lists.isKnown();
    }

    private static List<String> tags(SipMessage subscribe) {
        return Stream.of(HeaderName.SUPPORTED, HeaderName.REQUIRE)
                .flatMap(header -> subscribe.values(header).stream())
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
    }

    /** How a new subscription is refused; null when it may be. */
    PresenceReply refusalOrNull(Subscription fresh, SipMessage subscribe) {
        Subscription.Topic topic = fresh.topic();
        if (topic.list()) {
            Optional<ListDefinition> list = lists.find(topic.shown());
            return list.isEmpty() ? PresenceReply.of(404, "Not Found") : negotiated(list.get(), topic, subscribe);
        }
        if (!exists.test(topic)) {
            return PresenceReply.of(404, "Not Found");
        }
        Handling handling =
                authority.handling(topic.event(), topic.entity(), fresh.phone().user());
        return handling == Handling.BLOCK ? PresenceReply.of(403, "Forbidden") : null;
    }

    private static PresenceReply negotiated(ListDefinition list, Subscription.Topic topic, SipMessage subscribe) {
        return EventList.negotiate(list, topic.event(), tags(subscribe)) instanceof EventList.Answer.Refused no
                ? PresenceReply.of(no.status(), no.reason()).with(no.header(), no.value())
                : null;
    }
}
