package org.breakwater.presence.xmpp.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.xmpp.gateway.Roster.Row;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.StanzaWriter;

/**
 * The gateway of one main server. Every main has one; the one that leads has the connection and everybody's subscriptions, the
 * others only send messages through it. All methods on its loop.
 *
 * <pre>
 *  FOLLOWING --begin(rows)--&gt; LEADING --linkOpened--&gt; CONNECTED --linkClosed--&gt; LEADING
 *      ^------------------------end------------------------------------------------'
 * </pre>
 */
public final class Gateway {

    private static final long REPAIR_MILLIS = 10_000;
    private static final long RENEW_MILLIS = 60_000;
    private static final long TIDY_MILLIS = 3_600_000;

    /** How long states of XMPP users outlive the connection they came over. */
    static final long GRACE_MILLIS = 30_000;

    private final Settings settings;
    private final Timers timers;
    private final XmppSide link;
    private final GatewayCounts counts;
    private final XmppWatchers fromXmpp;
    private final ContactStates states;
    private final SipWatchers fromSip;
    private final Relay relay;
    private final Texts texts;
    private final Queries queries;
    private boolean leads;
    private boolean connected;
    private int connections;

    /**
     * Who is who.
     *
     * @param domain of the component: SIP users are seen under it
     * @param sipDomain of SIP users in URIs
     * @param self this run of this server
     */
    public record Settings(String domain, String sipDomain, String self) {}

    /**
     * Both sides.
     *
     * @param link sends over the connection
     * @param roster keeps who watches whom
     */
    public record Sides(SipSide sip, XmppSide link, Roster roster) {}

    /**
     * What it runs on.
     *
     * @param loop runs tasks one after the other
     * @param timers of that loop
     */
    public record Ground(Executor loop, Timers timers, TimeSource time, Metrics metrics) {}

    /**
     * Does nothing before {@link #begin}, except sending messages through the server that leads.
     *
     * @param messages of {@link XmppMaps#kind()}
     */
    public Gateway(
            Settings settings, Sides sides, PublicationStore store, SharedMap<String, String> messages, Ground ground) {
        this.settings = settings;
        this.timers = ground.timers();
        this.link = sides.link();
        this.counts = GatewayCounts.in(ground.metrics());
        this.states = new ContactStates(store, sides.sip());
        this.fromXmpp = new XmppWatchers(sides.sip(), this::send, sides.roster(), settings.domain());
        this.fromSip = new SipWatchers(this::send, sides.roster(), settings.domain(), states, ground.time());
        this.relay = new Relay(messages, settings.self(), timers, this::sendText);
        this.texts = new Texts(sides.sip(), this::send, relay, counts, ground.loop(), settings.sipDomain());
        this.queries = new Queries(this::send);
        messages.listen((id, before, after) -> ground.loop().execute(() -> relay.changed(id, after)));
        every(REPAIR_MILLIS, () -> {
            if (connected) {
                fromXmpp.repair();
            }
        });
        every(RENEW_MILLIS, () -> {
            if (connected) {
                states.renew();
            }
        });
        every(TIDY_MILLIS, () -> {
            if (connected) {
                fromSip.tidy();
                relay.tidy();
            }
        });
    }

    private void every(long millis, Runnable task) {
        timers.schedule(millis, () -> {
            every(millis, task);
            task.run();
        });
    }

    private boolean send(Stanza stanza) {
        return sendText(StanzaWriter.text(stanza));
    }

    private boolean sendText(String stanza) {
        boolean sent = connected && link.send(stanza);
        (sent ? counts.stanzasOut() : counts.notSent()).increment();
        return sent;
    }

    /** This server leads from now on; {@code rows} is who watches whom. */
    public void begin(List<Row> rows) {
        leads = true;
        relay.leads(true);
        fromXmpp.begin(rows);
        fromSip.begin(rows);
    }

    /** Another one may lead. */
    public void end() {
        linkClosed();
        leads = false;
        relay.leads(false);
        fromXmpp.clear();
        fromSip.clear();
    }

    /** Whether this server leads. */
    public boolean leads() {
        return leads;
    }

    /** Stanzas can be sent. */
    public void linkOpened() {
        if (!leads) {
            return;
        }
        connected = true;
        connections++;
        relay.connected(true);
        fromXmpp.linkOpened();
        fromSip.linkOpened();
    }

    /** They cannot any more. */
    public void linkClosed() {
        if (!connected) {
            return;
        }
        connected = false;
        relay.connected(false);
        int then = connections;
        timers.schedule(GRACE_MILLIS, () -> {
            if (leads && connections == then) {
                states.forgetAll();
            }
        });
    }

    /** A stanza came. */
    public void received(Stanza stanza) {
        counts.stanzasIn().increment();
        if (!leads || !stanza.envelope().to().domain().equals(settings.domain())) {
            return;
        }
        if (stanza instanceof Stanza.Presence p) {
            fromXmpp.received(p);
            fromSip.received(p);
        } else if (stanza instanceof Stanza.Message m) {
            texts.received(m);
        } else if (stanza instanceof Stanza.Query q) {
            queries.received(q);
        }
    }

    /** Something about a person of that spelling changed. */
    public void changed(String entity) {
        if (connected) {
            fromXmpp.changed(entity);
        }
    }

    /** A SIP user's phone watches a contact by a subscription of that key. */
    public void watched(String key, String user, Jid contact) {
        if (leads) {
            fromSip.watched(key, user, contact);
        }
    }

    /** That subscription is over. */
    public void unwatched(String key) {
        fromSip.unwatched(key);
    }

    /** A SIP user's MESSAGE to an XMPP user; {@code done} is told the status for its reply. */
    public void send(SipText text, Jid from, IntConsumer done) {
        texts.toXmpp(text, from, done);
    }

    /** How it is, for {@code status}. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("xmpp_users_watching", fromXmpp.size());
        status.put("sip_users_watching", fromSip.size());
        status.put("contacts_online", states.size());
        return status;
    }
}
