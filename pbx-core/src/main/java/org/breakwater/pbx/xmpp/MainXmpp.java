package org.breakwater.pbx.xmpp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.SharedKinds;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.pbx.presence.Inside;
import org.breakwater.pbx.presence.Outside;
import org.breakwater.platform.directory.SubscriberDirectory;
import org.breakwater.platform.directory.SubscriberTable;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lease.Leadership;
import org.breakwater.platform.lease.Leases;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.platform.time.SerialLoop;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xmpp.component.Backoff;
import org.breakwater.presence.xmpp.config.XmppConfig;
import org.breakwater.presence.xmpp.gateway.Gateway;
import org.breakwater.presence.xmpp.gateway.Roster;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.StanzaReader;
import org.breakwater.presence.xmpp.store.SqlRoster;
import org.breakwater.presence.xmpp.transport.ComponentLink;
import org.breakwater.presence.xmpp.transport.LinkListener;
import org.breakwater.presence.xmpp.transport.LinkSettings;
import org.breakwater.script.module.xmpp.XmppMessage;
import org.breakwater.script.module.xmpp.XmppPort;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the gateway of a main server and decides, by a lease, whether this one has the connection to XMPP. */
public final class MainXmpp implements Outside, XmppPort, LinkListener {

    private static final Logger LOG = LoggerFactory.getLogger(MainXmpp.class);

    /** Tasks that may wait before no more is read from the XMPP server, and before messages are refused. */
    private static final int QUEUE = 2_000;

    private static final int ROSTER_QUEUE = 10_000;
    private static final String LEASE = "xmpp";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(9);
    private static final int TOKEN_BYTES = 16;

    private final XmppConfig config;
    private final Foundation foundation;
    private final SerialLoop loop = new SerialLoop("xmpp", QUEUE);
    private final ThreadPoolExecutor writer = Threads.blockingPool("xmpp-roster", 1, ROSTER_QUEUE);
    private final String token;
    private final ComponentLink link;
    private final Leadership leadership;
    private final SqlRoster roster;
    private Gateway gateway;
    private PhonesOutside phones;
    private volatile Map<String, Object> counts = Map.of();
    private volatile boolean leads;
    private ScheduledFuture<?> looking;

    /** Connects nowhere before {@link #part} starts. */
    public MainXmpp(XmppConfig given, Foundation foundation) {
        this.config = given.sipDomain().isEmpty() ? given.withSipDomain(foundation.domain()) : given;
        this.foundation = foundation;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        LinkSettings settings = new LinkSettings(
                config.host(), config.port(), config.domain(), config.secret(), config.maxStanzaOctets());
        this.link = new ComponentLink(settings, new Backoff(new SecureRandom()::nextDouble), this);
        this.roster = new SqlRoster(foundation.directories().own().database(), writer);
        this.leadership = new Leadership(
                new Leases(
                        foundation.directories().own().sql(),
                        foundation.time(),
                        foundation.members().self().text()),
                foundation.time(),
                LEASE,
                LEASE_LENGTH);
    }

    /** Wires it to presence and signalling, which do not run yet. */
    public void attach(Inside inside, Signalling signalling) {
        SubscriberDirectory users = foundation.directories().own().subscribers(SubscriberTable.standard(false));
        ScriptSide sip = new ScriptSide(
                inside,
                user -> users.find(user, null).isPresent() || isRegistered(signalling, user),
                () -> ownUri(signalling.listenPoints()),
                token);
        gateway = new Gateway(
                new Gateway.Settings(
                        config.domain(),
                        config.sipDomain(),
                        foundation.members().self().text()),
                new Gateway.Sides(sip, link::send, roster),
                inside.publications(),
                foundation.maps().map(SharedKinds.XMPP, "all"),
                new Gateway.Ground(loop, loop, foundation.time(), foundation.metrics()));
        phones = new PhonesOutside(inside, config, gateway, loop);
        phones.follow();
        foundation
                .metrics()
                .gauge(
                        "breakwater_xmpp_connected",
                        "Whether this server is connected to XMPP",
                        () -> link.isOpen() ? 1 : 0);
        foundation.metrics().gauge("breakwater_xmpp_waiting", "Tasks that wait on the loop of XMPP", loop::waiting);
    }

    private static boolean isRegistered(Signalling signalling, String user) {
        return !signalling.locations().table("location").lookup(user).isEmpty();
    }

    private static String ownUri(List<ListenPoint> sockets) {
        ListenPoint best = sockets.stream()
                .filter(p -> p.protocol() == TransportProtocol.TCP)
                .findFirst()
                .or(() -> sockets.stream()
                        .filter(p -> p.protocol() == TransportProtocol.UDP)
                        .findFirst())
                .orElse(sockets.get(0));
        boolean any = best.address().getAddress().isAnyLocalAddress();
        String host = any ? "127.0.0.1" : Addresses.hostText(best.address().getAddress());
        return "sip:" + host + ':' + best.address().getPort() + ";transport="
                + best.protocol().token().toLowerCase(Locale.ROOT);
    }

    /** Runs after signalling. */
    public Part part() {
        return new Part("xmpp", this::start, this::stop);
    }

    private void start() {
        leadership.start(foundation.scheduler());
        looking = foundation.scheduler().scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void stop() {
        if (looking != null) {
            looking.cancel(false);
        }
        link.close();
        leadership.stop();
        loop.close();
        writer.shutdown();
    }

    /** On the scheduler's thread, which may block. */
    private void look() {
        boolean should = leadership.lease().isPresent();
        if (should && !leads) {
            try {
                List<Roster.Row> rows = roster.load();
                leads = true;
                loop.execute(() -> {
                    gateway.begin(rows);
                    phones.all();
                });
                link.want(true);
            } catch (DatabaseException e) {
                LOG.warn("{}; trying again", e.getMessage());
            }
        } else if (!should && leads) {
            leads = false;
            link.want(false);
            loop.execute(gateway::end);
        }
        loop.execute(() -> counts = gateway.status());
    }

    @Override
    public void opened() {
        loop.execute(gateway::linkOpened);
    }

    @Override
    public void closed() {
        loop.execute(gateway::linkClosed);
    }

    @Override
    public boolean received(XmlNode.Element element) {
        StanzaReader.stanza(element).ifPresent(stanza -> loop.execute(() -> gateway.received(stanza)));
        return loop.waiting() < QUEUE;
    }

    @Override
    public XmppPort port() {
        return this;
    }

    @Override
    public void changed(String entity) {
        if (link.isOpen()) {
            loop.offer(() -> gateway.changed(entity)); // what is lost here, the repair finds
        }
    }

    @Override
    public boolean serves(String domain) {
        return config.serves(domain);
    }

    @Override
    public boolean isFromGateway(String given) {
        return token.equals(given.strip());
    }

    @Override
    public boolean send(XmppMessage message, IntConsumer done) {
        Optional<Jid> from = phones.user(message.from())
                .flatMap(user -> Jid.of(AddressMapping.localPart(user), config.domain(), ""));
        if (from.isEmpty()) {
            return false;
        }
        SipText text = new SipText(
                message.from(), message.to(), message.callId(), message.subject(), message.language(), message.body());
        if (!loop.offer(() -> gateway.send(text, from.get(), done))) {
            done.accept(503);
        }
        return true;
    }

    /** How it is, for {@code status}. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("server", config.host() + ':' + config.port());
        status.put("domain", config.domain());
        status.put("state", leads ? link.state() : "another main server has the connection");
        status.putAll(counts);
        return status;
    }
}
