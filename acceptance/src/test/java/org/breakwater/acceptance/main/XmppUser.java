package org.breakwater.acceptance.main;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/** A user of an XMPP server with Smack, who lets everybody watch. */
final class XmppUser implements AutoCloseable {

    private static final int REPLY_MILLIS = 8_000;

    private final XMPPTCPConnection connection;
    private final Roster roster;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Presence> presences = new CopyOnWriteArrayList<>();

    private XmppUser(XMPPTCPConnection connection) {
        this.connection = connection;
        this.roster = Roster.getInstanceFor(connection);
        roster.setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        connection.addAsyncStanzaListener(s -> messages.add((Message) s), StanzaTypeFilter.MESSAGE);
        connection.addAsyncStanzaListener(s -> presences.add((Presence) s), StanzaTypeFilter.PRESENCE);
    }

    /** Logs in and is available. */
    static XmppUser login(XmppServer server, String name) throws Exception {
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setHostAddress(InetAddress.getLoopbackAddress())
                .setPort(server.clientPort())
                .setXmppDomain(XmppServer.DOMAIN)
                .setUsernameAndPassword(name, XmppServer.password(name))
                .setResource("balcony")
                .setSecurityMode(ConnectionConfiguration.SecurityMode.disabled)
                .build());
        connection.setReplyTimeout(REPLY_MILLIS);
        XmppUser user = new XmppUser(connection);
        connection.connect();
        connection.login();
        return user;
    }

    private static BareJid jid(String sipUser) throws Exception {
        return JidCreate.bareFrom(sipUser + '@' + XmppServer.COMPONENT);
    }

    /** Adds a SIP user to the contacts and asks to watch them. */
    void add(String sipUser) throws Exception {
        roster.createItemAndRequestSubscription(jid(sipUser), sipUser, null);
    }

    /** Removes a contact, which ends subscriptions both ways. */
    void remove(String sipUser) throws Exception {
        roster.removeEntry(roster.getEntry(jid(sipUser)));
    }

    /** Whether watching a SIP user was agreed to. */
    boolean mayWatch(String sipUser) throws Exception {
        return roster.iAmSubscribedTo(jid(sipUser));
    }

    /** What is shown of a SIP user: {@code unavailable}, or {@code available} or the word of show, and the words. */
    String sees(String sipUser) throws Exception {
        Presence p = roster.getPresence(jid(sipUser));
        String words = p.getStatus() == null ? "" : " " + p.getStatus();
        return (p.isAvailable() ? p.getMode().name() : p.getType().name()) + words;
    }

    /** Tells those who watch. */
    void says(Presence.Mode mode, String words, int priority) throws Exception {
        connection.sendStanza(PresenceBuilder.buildPresence()
                .ofType(Presence.Type.available)
                .setMode(mode)
                .setStatus(words)
                .setPriority(priority)
                .build());
    }

    /** Sends a chat message in a thread; the stanza's id. */
    String send(String sipUser, String text, String thread) throws Exception {
        Message message = connection
                .getStanzaFactory()
                .buildMessageStanza()
                .to(jid(sipUser))
                .ofType(Message.Type.chat)
                .setBody(text)
                .setThread(thread)
                .build();
        connection.sendStanza(message);
        return message.getStanzaId();
    }

    /** Tells that somebody types, which is no message (XEP-0085). */
    void types(String sipUser) throws Exception {
        connection.sendStanza(connection
                .getStanzaFactory()
                .buildMessageStanza()
                .to(jid(sipUser))
                .ofType(Message.Type.chat)
                .addExtension(StandardExtensionElement.builder("composing", "http://jabber.org/protocol/chatstates")
                        .build())
                .build());
    }

    /** Messages that came, errors among them. */
    List<Message> messages() {
        return messages;
    }

    /** Every presence stanza that came, for when something goes wrong. */
    List<Presence> presences() {
        return presences;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
