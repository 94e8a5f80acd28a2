package org.breakwater.presence.xmpp.gateway;

import java.util.List;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xmpp.stanza.ErrorCondition;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.StanzaWriter;

/** Answers questions about the gateway and its users: what it is (XEP-0030), whether it is there (XEP-0199). */
final class Queries {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String PING = "urn:xmpp:ping";

    private final StanzaSender xmpp;

    Queries(StanzaSender xmpp) {
        this.xmpp = xmpp;
    }

    /** Every question is answered (RFC 6120 §8.2.3), an answer never. */
    void received(Stanza.Query query) {
        if (query.type() == Stanza.Query.Type.RESULT || query.type() == Stanza.Query.Type.ERROR) {
            return;
        }
        boolean asks = query.type() == Stanza.Query.Type.GET;
        if (asks && query.asks(PING, "ping")) {
            answer(query, List.of());
        } else if (asks && query.asks(INFO, "query")) {
            answer(query, List.of(info(query.envelope().to().local().isEmpty())));
        } else if (asks && query.asks(ITEMS, "query")) {
            answer(query, List.of(StanzaWriter.element(ITEMS, "query", List.of(), List.of())));
        } else {
            xmpp.send(new Stanza.Query(
                    query.envelope().back(), Stanza.Query.Type.ERROR, List.of(), ErrorCondition.SERVICE_UNAVAILABLE));
        }
    }

    private void answer(Stanza.Query query, List<XmlNode.Element> payload) {
        xmpp.send(new Stanza.Query(query.envelope().back(), Stanza.Query.Type.RESULT, payload, null));
    }

    private static XmlNode.Element info(boolean ofGateway) {
        List<String> identity = ofGateway
                ? List.of("category", "gateway", "type", "sip", "name", "Breakwater")
                : List.of("category", "client", "type", "phone");
        return StanzaWriter.element(
                INFO,
                "query",
                List.of(),
                List.of(
                        StanzaWriter.element(INFO, "identity", identity, List.of()),
                        StanzaWriter.element(INFO, "feature", List.of("var", INFO), List.of()),
                        StanzaWriter.element(INFO, "feature", List.of("var", PING), List.of())));
    }
}
