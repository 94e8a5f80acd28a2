package org.breakwater.presence.xmpp.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.xmpp.gateway.Roster.Direction;
import org.breakwater.presence.xmpp.gateway.Roster.Row;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Type;

/**
 * SIP users who watch XMPP users (RFC 8048 §4.2, §6.2). A subscription in XMPP lasts until it is taken back, one in SIP for an
 * hour at most, so the one in XMPP stays for a day after the last phone watched: the contact is not asked again after each
 * reboot.
 *
 * <pre>
 *  a phone SUBSCRIBEs --subscribe--&gt; ASKED --subscribed--&gt; APPROVED --a day without a phone, unsubscribe--&gt; gone
 *                                    ASKED, APPROVED --unsubscribed--&gt; REFUSED, until no phone watches
 * </pre>
 */
final class SipWatchers {

    /** Pairs of a SIP user and a contact at most. */
    static final int MAX = 20_000;

    private static final long LINGER_MILLIS = 24L * 3600 * 1000;

    private final StanzaSender xmpp;
    private final Roster roster;
    private final String domain;
    private final ContactStates states;
    private final TimeSource time;
    private final Map<Pair, Watching> pairs = new LinkedHashMap<>();
    private final Map<String, Pair> bySubscription = new HashMap<>();

    /** Who watches whom. */
    private record Pair(String user, Jid contact) {}

    private enum State {
        ASKED,
        APPROVED,
        REFUSED
    }

    private static final class Watching {
        private State state;
        private final Set<String> subscriptions = new HashSet<>();
        private long unwatchedSince;

        Watching(State state, long now) {
            this.state = state;
            this.unwatchedSince = now;
        }
    }

    SipWatchers(StanzaSender xmpp, Roster roster, String domain, ContactStates states, TimeSource time) {
        this.xmpp = xmpp;
        this.roster = roster;
        this.domain = domain;
        this.states = states;
        this.time = time;
    }

    int size() {
        return pairs.size();
    }

    void begin(List<Row> rows) {
        clear();
        rows.stream()
                .filter(r -> r.direction() == Direction.FROM_SIP)
                .forEach(r -> pairs.put(
                        new Pair(r.user(), r.contact()),
                        new Watching(r.approved() ? State.APPROVED : State.ASKED, time.epochMillis())));
    }

    void clear() {
        pairs.clear();
        bySubscription.clear();
        states.clear();
    }

    /** A phone of a user watches a contact by a subscription of that key. */
    void watched(String key, String user, Jid contact) {
        Pair pair = new Pair(user, contact);
        Watching watching = pairs.get(pair);
        if (watching == null) {
            if (pairs.size() >= MAX) {
                return;
            }
            watching = new Watching(State.ASKED, time.epochMillis());
            pairs.put(pair, watching);
            roster.put(row(pair, false));
            ask(pair, watching);
        } else if (watching.subscriptions.isEmpty() && !states.isKnown(contact)) {
            ask(pair, watching);
        }
        watching.subscriptions.add(key);
        bySubscription.put(key, pair);
    }

    /** That subscription is over. */
    void unwatched(String key) {
        Pair pair = bySubscription.remove(key);
        Watching watching = pair == null ? null : pairs.get(pair);
        if (watching != null) {
            watching.subscriptions.remove(key);
            watching.unwatchedSince = time.epochMillis();
            if (watching.subscriptions.isEmpty() && watching.state == State.REFUSED) {
                pairs.remove(pair);
            }
        }
    }

    private void ask(Pair pair, Watching watching) {
        Jid from = self(pair);
        switch (watching.state) {
            case ASKED -> xmpp.send(Stanza.Presence.of(Type.SUBSCRIBE, from, pair.contact()));
            case APPROVED -> xmpp.send(Stanza.Presence.of(Type.PROBE, from, pair.contact()));
            default -> {}
        }
    }

    private Jid self(Pair pair) {
        return Jid.of(AddressMapping.localPart(pair.user()), domain, "").orElseThrow();
    }

    private static Row row(Pair pair, boolean approved) {
        return new Row(Direction.FROM_SIP, pair.user(), pair.contact(), approved);
    }

    /** A presence stanza of a contact about themselves, or their answer to being asked. */
    void received(Stanza.Presence stanza) {
        Jid contact = stanza.envelope().from().bare();
        Pair pair = new Pair(AddressMapping.sipUser(stanza.envelope().to().bare()), contact);
        Watching watching = pairs.get(pair);
        if (watching == null) {
            return; // nobody asked
        }
        switch (stanza.type()) {
            case SUBSCRIBED -> {
                watching.state = State.APPROVED;
                roster.put(row(pair, true));
            }
            case UNSUBSCRIBED -> refused(pair, watching);
            case AVAILABLE, UNAVAILABLE -> states.received(stanza);
            case ERROR -> states.forget(contact);
            default -> {}
        }
    }

    private void refused(Pair pair, Watching watching) {
        watching.state = State.REFUSED;
        roster.remove(row(pair, false));
        if (watching.subscriptions.isEmpty()) {
            pairs.remove(pair);
        }
        if (pairs.entrySet().stream()
                .noneMatch(e -> e.getKey().contact().equals(pair.contact()) && e.getValue().state == State.APPROVED)) {
            states.forget(pair.contact());
        }
    }

    /** Asks for everything again: the states of all contacts may have changed meanwhile. */
    void linkOpened() {
        pairs.forEach(this::ask);
    }

    /** Takes back what no phone needed for a day. */
    void tidy() {
        long old = time.epochMillis() - LINGER_MILLIS;
        pairs.entrySet().removeIf(e -> {
            boolean over = e.getValue().subscriptions.isEmpty() && e.getValue().unwatchedSince <= old;
            if (over) {
                Pair pair = e.getKey();
                xmpp.send(Stanza.Presence.of(Type.UNSUBSCRIBE, self(pair), pair.contact()));
                roster.remove(row(pair, false));
            }
            return over;
        });
    }
}
