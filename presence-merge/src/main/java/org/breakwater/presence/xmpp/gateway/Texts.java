package org.breakwater.presence.xmpp.gateway;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.mapping.FailureMapping;
import org.breakwater.presence.xmpp.mapping.MessageMapping;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.ErrorCondition;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.StanzaWriter;

/** Messages both ways (RFC 7572) and what becomes of them. */
final class Texts {

    /** Characters of one message. */
    static final int LONGEST = 16_384;

    /** Messages on their way into the routing script at once. */
    static final int MAX_ON_THE_WAY = 500;

    private final SipSide sip;
    private final StanzaSender xmpp;
    private final Relay relay;
    private final GatewayCounts counts;
    private final Executor loop;
    private final String sipDomain;
    private int onTheWay;

    Texts(SipSide sip, StanzaSender xmpp, Relay relay, GatewayCounts counts, Executor loop, String sipDomain) {
        this.sip = sip;
        this.xmpp = xmpp;
        this.relay = relay;
        this.counts = counts;
        this.loop = loop;
        this.sipDomain = sipDomain;
    }

    /** A SIP user's MESSAGE to an XMPP user; {@code done} is told the status for its reply. */
    void toXmpp(SipText text, Jid from, IntConsumer done) {
        Optional<Jid> to = AddressMapping.toXmpp(text.to());
        if (to.isEmpty()) {
            done.accept(404);
            return;
        }
        if (text.body().length() > LONGEST) {
            done.accept(413);
            return;
        }
        String id = relay.nextId();
        String stanza = StanzaWriter.text(MessageMapping.toXmpp(text, from, to.get(), id));
        relay.send(id, stanza, status -> {
            (status < 300 ? counts.toXmpp() : counts.refused()).increment();
            done.accept(status);
        });
    }

    /** A message of an XMPP user, or what became of one to them. */
    void received(Stanza.Message message) {
        if (message.type() == Stanza.Message.Type.ERROR) {
            relay.failed(message.envelope().id(), FailureMapping.toSip(message.error()));
        } else if (message.type() == Stanza.Message.Type.GROUPCHAT) {
            refuse(message, ErrorCondition.FEATURE_NOT_IMPLEMENTED);
        } else if (!message.body().isEmpty()) { // without one it tells that somebody types, for instance
            toSip(message);
        }
    }

    private void toSip(Stanza.Message message) {
        String user = AddressMapping.sipUser(message.envelope().to().bare());
        if (user.isEmpty() || !sip.isUser(user)) {
            refuse(message, ErrorCondition.ITEM_NOT_FOUND);
        } else if (message.body().length() > LONGEST) {
            refuse(message, ErrorCondition.POLICY_VIOLATION);
        } else if (onTheWay >= MAX_ON_THE_WAY) {
            refuse(message, ErrorCondition.RESOURCE_CONSTRAINT);
        } else {
            onTheWay++;
            String from = AddressMapping.toSip(message.envelope().from().bare());
            sip.send(
                    MessageMapping.toSip(message, from, "sip:" + user + '@' + sipDomain),
                    status -> loop.execute(() -> answered(message, status)));
        }
    }

    private void answered(Stanza.Message message, int status) {
        onTheWay--;
        if (status >= 300) {
            refuse(message, FailureMapping.toXmpp(status));
        } else {
            counts.toSip().increment();
        }
    }

    private void refuse(Stanza.Message message, ErrorCondition condition) {
        counts.refused().increment();
        xmpp.send(new Stanza.Message(message.envelope().back(), Stanza.Message.Type.ERROR, "", "", "", condition));
    }
}
