package org.breakwater.presence.xmpp.gateway;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.presence.xmpp.gateway.Roster.Direction;
import org.breakwater.presence.xmpp.gateway.Roster.Row;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.mapping.PresenceMapping;
import org.breakwater.presence.xmpp.stanza.Envelope;
import org.breakwater.presence.xmpp.stanza.ErrorCondition;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.Stanza.Presence.Type;

/**
 * XMPP users who watch SIP users (RFC 8048 §4.3, §6.1). Everybody may watch a user who is there. What a watcher was sent last
 * is compared with the truth before anything is sent, so a change that changes nothing for them sends nothing.
 */
final class XmppWatchers {

    /** Subscriptions at most. */
    static final int MAX = 20_000;

    /** Device that SIP users are shown with: all their phones are one. */
    static final String RESOURCE = "sip";

    private final SipSide sip;
    private final StanzaSender xmpp;
    private final Roster roster;
    private final String domain;
    private final Map<String, Map<Jid, Stanza.Presence>> byUser = new HashMap<>();
    private final Map<String, Set<String>> usersOfEntity = new HashMap<>();
    private int size;

    XmppWatchers(SipSide sip, StanzaSender xmpp, Roster roster, String domain) {
        this.sip = sip;
        this.xmpp = xmpp;
        this.roster = roster;
        this.domain = domain;
    }

    int size() {
        return size;
    }

    void begin(List<Row> rows) {
        clear();
        rows.stream().filter(r -> r.direction() == Direction.FROM_XMPP).forEach(r -> add(r.user(), r.contact()));
    }

    void clear() {
        byUser.clear();
        usersOfEntity.clear();
        size = 0;
    }

    private void add(String user, Jid watcher) {
        Map<Jid, Stanza.Presence> watchers = byUser.computeIfAbsent(user, u -> new LinkedHashMap<>());
        if (!watchers.containsKey(watcher)) {
            watchers.put(watcher, null);
            size++;
        }
        usersOfEntity.computeIfAbsent(sip.entity(user), e -> new HashSet<>()).add(user);
    }

    /** A presence stanza to a SIP user that is about subscribing to them. */
    void received(Stanza.Presence stanza) {
        Jid watcher = stanza.envelope().from().bare();
        Jid watched = stanza.envelope().to().bare();
        String user = AddressMapping.sipUser(watched);
        switch (stanza.type()) {
            case SUBSCRIBE -> subscribe(user, watcher, watched, stanza);
            case UNSUBSCRIBE -> unsubscribe(user, watcher, watched);
            case PROBE -> probe(user, stanza.envelope().from(), watched);
            default -> {}
        }
    }

    private void subscribe(String user, Jid watcher, Jid watched, Stanza.Presence stanza) {
        if (!sip.isUser(user)) {
            xmpp.send(Stanza.Presence.of(Type.UNSUBSCRIBED, watched, watcher));
            return;
        }
        boolean known = byUser.getOrDefault(user, Map.of()).containsKey(watcher);
        if (!known && size >= MAX) {
            Envelope back = stanza.envelope().back();
            xmpp.send(new Stanza.Presence(
                    back, Type.ERROR, Stanza.Presence.Show.ONLINE, "", 0, ErrorCondition.RESOURCE_CONSTRAINT));
            return;
        }
        add(user, watcher);
        if (!known) {
            roster.put(new Row(Direction.FROM_XMPP, user, watcher, true));
        }
        xmpp.send(Stanza.Presence.of(Type.SUBSCRIBED, watched, watcher));
        tell(user, watcher, true);
    }

    private void unsubscribe(String user, Jid watcher, Jid watched) {
        Map<Jid, Stanza.Presence> watchers = byUser.get(user);
        if (watchers != null && watchers.containsKey(watcher)) {
            watchers.remove(watcher);
            size--;
            if (watchers.isEmpty()) {
                byUser.remove(user);
                usersOfEntity.computeIfPresent(sip.entity(user), (e, users) -> {
                    users.remove(user);
                    return users.isEmpty() ? null : users;
                });
            }
            roster.remove(new Row(Direction.FROM_XMPP, user, watcher, true));
            xmpp.send(Stanza.Presence.of(Type.UNAVAILABLE, watched.at(RESOURCE), watcher));
        }
        xmpp.send(Stanza.Presence.of(Type.UNSUBSCRIBED, watched, watcher));
    }

    /** A server asks on behalf of a user who came online (RFC 6121 §4.3.2). */
    private void probe(String user, Jid asking, Jid watched) {
        if (byUser.getOrDefault(user, Map.of()).containsKey(asking.bare())) {
            xmpp.send(said(user, asking));
        } else {
            xmpp.send(Stanza.Presence.of(Type.UNSUBSCRIBED, watched, asking.bare()));
        }
    }

    /** Something about a person of that spelling changed. */
    void changed(String entity) {
        usersOfEntity.getOrDefault(entity, Set.of()).forEach(this::tellAll);
    }

    /** Everybody is sent what they were not sent yet. */
    void repair() {
        byUser.keySet().forEach(this::tellAll);
    }

    /** The server knows nothing of what was sent over an earlier connection. */
    void linkOpened() {
        byUser.values().forEach(watchers -> watchers.replaceAll((watcher, last) -> null));
        repair();
    }

    private void tellAll(String user) {
        byUser.getOrDefault(user, Map.of()).keySet().forEach(watcher -> tell(user, watcher, false));
    }

    private void tell(String user, Jid watcher, boolean inAnyCase) {
        Map<Jid, Stanza.Presence> watchers = byUser.get(user);
        Stanza.Presence now = said(user, watcher);
        if ((inAnyCase || !now.equals(watchers.get(watcher))) && xmpp.send(now)) {
            watchers.put(watcher, now);
        }
    }

    private Stanza.Presence said(String user, Jid to) {
        Jid from = Jid.of(AddressMapping.localPart(user), domain, RESOURCE).orElseThrow();
        return PresenceMapping.toXmpp(sip.presence(user), Envelope.of(from, to));
    }
}
