package org.breakwater.presence.xmpp.gateway;

import org.breakwater.presence.xmpp.stanza.Stanza;

/** Sends stanzas; false when one could not be sent. */
@FunctionalInterface
interface StanzaSender {
    boolean send(Stanza stanza);
}
