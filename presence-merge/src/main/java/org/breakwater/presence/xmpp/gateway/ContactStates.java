package org.breakwater.presence.xmpp.gateway;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.mapping.PresenceMapping;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;

/**
 * What XMPP users said of themselves last, published with source {@code xmpp}. Of several devices the one with the highest
 * priority counts, of several with the same the one that changed last. Publications end by themselves when nobody renews them.
 */
final class ContactStates {

    /** How long a publication lasts unless it is renewed. */
    static final int SECONDS = 300;

    private static final String ID = "xmpp";
    private static final int MAX_DEVICES = 16;

    private final PublicationStore store;
    private final PresenceEvent event = new PresenceEvent(null);
    private final SipSide sip;
    private final Map<Jid, Map<String, Stanza.Presence>> devices = new HashMap<>();

    ContactStates(PublicationStore store, SipSide sip) {
        this.store = store;
        this.sip = sip;
    }

    boolean isKnown(Jid contact) {
        return devices.containsKey(contact);
    }

    int size() {
        return devices.size();
    }

    /** Forgets without withdrawing: whoever serves from now on renews it, or it runs out. */
    void clear() {
        devices.clear();
    }

    /** A stanza of type {@code AVAILABLE} or {@code UNAVAILABLE}. */
    void received(Stanza.Presence stanza) {
        Jid contact = stanza.envelope().from().bare();
        String resource = stanza.envelope().from().resource();
        Map<String, Stanza.Presence> all = devices.computeIfAbsent(contact, c -> new LinkedHashMap<>());
        if (stanza.type() == Stanza.Presence.Type.UNAVAILABLE) {
            if (resource.isEmpty()) {
                all.clear();
            }
            all.remove(resource);
        } else {
            all.remove(resource); // what changed last comes last
            if (all.size() < MAX_DEVICES) {
                all.put(resource, stanza);
            }
        }
        publish(contact, all);
    }

    private void publish(Jid contact, Map<String, Stanza.Presence> all) {
        Stanza.Presence best = null;
        for (Stanza.Presence one : all.values()) {
            best = best == null || one.priority() >= best.priority() ? one : best;
        }
        if (best == null) {
            forget(contact);
        } else {
            String uri = AddressMapping.toSip(contact);
            store.put(
                    event.name(),
                    sip.entity(uri),
                    ID,
                    Source.XMPP,
                    event.keep(PresenceMapping.toSip(uri, best)),
                    SECONDS);
        }
    }

    /** Nothing is known of a contact any more. */
    void forget(Jid contact) {
        devices.remove(contact);
        store.remove(event.name(), sip.entity(AddressMapping.toSip(contact)), ID);
    }

    /** The connection is gone for too long for what it said to be true still. */
    void forgetAll() {
        for (Jid contact : devices.keySet().toArray(new Jid[0])) {
            forget(contact);
        }
    }

    /** So that nothing runs out that is still true. */
    void renew() {
        devices.forEach(this::publish);
    }
}
