package org.breakwater.pbx.xmpp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.breakwater.pbx.presence.Inside;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.xmpp.gateway.SipSide;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.script.module.xmpp.XmppPort;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.sip.message.Octets;

/**
 * The SIP side as this server has it. Messages go into the routing script as everybody's do: over a connection to a socket of
 * this server, with a word in them that nobody else knows.
 */
final class ScriptSide implements SipSide {

    private final Inside inside;
    private final Predicate<String> users;
    private final Supplier<String> ownUri;
    private final String token;
    private final AtomicInteger cseq = new AtomicInteger(LocalRequest.FIRST_CSEQ);

    /**
     * @param users whether there is a user of that name
     * @param ownUri URI of a socket of this server
     * @param token what tells the script that a request is from the gateway
     */
    ScriptSide(Inside inside, Predicate<String> users, Supplier<String> ownUri, String token) {
        this.inside = inside;
        this.users = users;
        this.ownUri = ownUri;
        this.token = token;
    }

    @Override
    public boolean isUser(String user) {
        return users.test(user);
    }

    @Override
    public String entity(String userOrUri) {
        return inside.entity().apply(userOrUri);
    }

    @Override
    public Presence presence(String user) {
        return inside.people().merged(entity(user)).presence();
    }

    @Override
    public void send(SipText text, IntConsumer done) {
        StringBuilder lines = new StringBuilder(XmppPort.TOKEN_HEADER + ": " + token + "\r\n");
        if (!text.subject().isEmpty()) {
            lines.append("Subject: ").append(Octets.fromUnicode(text.subject())).append("\r\n");
        }
        if (!text.language().isEmpty()) {
            lines.append("Content-Language: ").append(text.language()).append("\r\n");
        }
        lines.append("Content-Type: text/plain;charset=UTF-8\r\n");
        inside.send()
                .accept(
                        new LocalRequest(
                                "MESSAGE",
                                text.to(),
                                ownUri.get(),
                                text.from(),
                                text.to(),
                                text.callId().isEmpty() ? null : text.callId(),
                                cseq.updateAndGet(n -> n == Integer.MAX_VALUE ? LocalRequest.FIRST_CSEQ : n + 1),
                                lines.toString(),
                                Octets.fromUnicode(text.body()),
                                null,
                                0,
                                true),
                        reply -> done.accept(reply.status()));
    }
}
