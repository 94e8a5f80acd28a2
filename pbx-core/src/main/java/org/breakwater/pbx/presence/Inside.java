package org.breakwater.pbx.presence;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.person.People;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;

/**
 * Presence of a main server as a gateway to another network works with it. Any thread.
 *
 * @param people what is true of whom
 * @param publications what is published
 * @param subscriptions who watches whom, on all main servers
 * @param entity the one spelling of a user's name or URI
 * @param shown a spelling for people: the name alone for users of ours
 * @param send sends a request by the script that routes
 */
public record Inside(
        People people,
        PublicationStore publications,
        SharedMap<String, Subscription> subscriptions,
        UnaryOperator<String> entity,
        UnaryOperator<String> shown,
        BiConsumer<LocalRequest, Consumer<LocalReply>> send) {}
