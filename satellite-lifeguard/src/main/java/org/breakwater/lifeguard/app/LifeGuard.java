package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.breakwater.cluster.link.ClusterClient;
import org.breakwater.cluster.link.LinkSettings;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.HttpEndpoint;
import org.breakwater.daemon.base.ListenPlan;
import org.breakwater.daemon.base.LogScript;
import org.breakwater.daemon.base.MoreToReload;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.RunningServer;
import org.breakwater.daemon.base.Script;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.dns.DnsServer;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.lifeguard.calls.CallRecorder;
import org.breakwater.lifeguard.module.EmergencyCalls;
import org.breakwater.lifeguard.module.LifeguardModule;
import org.breakwater.lifeguard.module.Trust;
import org.breakwater.lifeguard.store.CallStore;
import org.breakwater.lifeguard.store.SiteStore;
import org.breakwater.lifeguard.sync.LinkUse;
import org.breakwater.lifeguard.sync.Outbox;
import org.breakwater.lifeguard.sync.SiteCopy;
import org.breakwater.lifeguard.sync.SyncRound;
import org.breakwater.lifeguard.verdict.Sign;
import org.breakwater.lifeguard.verdict.VerdictState;
import org.breakwater.platform.config.ConfigLoader;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.lifecycle.Lifecycle;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.platform.link.LinkState;
import org.breakwater.platform.time.Threads;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.sync.SyncTable;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** A running LifeGUARD. */
public final class LifeGuard implements RunningServer {

    private static final int RECORDS_WAITING = 1000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final SiteConfig site;
    private final Foundation foundation;
    private final Signalling signalling;
    private final VerdictKeeper verdict;
    private final SiteCopy copy;
    private final Trust trust;
    private final List<Part> parts = new ArrayList<>();
    private Optional<DnsServer> dns = Optional.empty();
    private Optional<Synchronisation> sync = Optional.empty();
    private Lifecycle lifecycle;

    private final CallStore callStore;
    private final CallRecorder recorder;
    private final ThreadPoolExecutor recordThread = Threads.blockingPool("calls", 1, RECORDS_WAITING);

    private LifeGuard(ServerConfig config, SiteConfig site, Script script, RunOptions options) throws IOException {
        this.site = site;
        List<ListenPoint> sockets = ListenPlan.of(options.listen(), script.config(), config.listen());
        this.foundation = Foundation.openAlone(options.home(), config, sockets, "lg-" + site.site());
        this.verdict = new VerdictKeeper(
                site.verdict(), site.mains(), site.link().isEmpty(), foundation.time(), foundation.metrics());
        SiteStore store = new SiteStore(foundation.directories().own().database(), foundation.cipher());
        this.copy = new SiteCopy(store, foundation.time(), site.settings());
        this.trust = new Trust(
                site.mains(),
                () -> copy.list("trunk"),
                site.phones().networks(),
                site.phones().gateways());
        this.callStore = new CallStore(foundation.directories().own().database(), store.origin());
        this.recorder = new CallRecorder(
                callStore,
                recordThread,
                foundation.time(),
                foundation.metrics(),
                () -> sync.ifPresent(Synchronisation::soon));
        LifeguardModule.Guards guards = new LifeguardModule.Guards(
                trust, new EmergencyCalls(foundation.securityLog(), foundation.time()), recorder);
        this.signalling = new Signalling(
                foundation,
                config,
                script.config(),
                sockets,
                LogScript::new,
                (catalogue, tm) -> catalogue.add(
                        "lifeguard",
                        () -> new LifeguardModule(copy, verdict, location(), guards, tm, foundation.time())));
        parts.add(Part.closing("security log", foundation.securityLog()));
        parts.add(Part.closing("databases", foundation.directories()));
        parts.add(new Part("call records", this::startRecords, this::stopRecords));
        parts.add(new Part("signalling", () -> signalling.start(script), signalling::stop));
        String path = site.path().orElseGet(() -> uriOf(sockets));
        site.link().ifPresent(link -> addLink(link, store, path));
        config.metrics().listen().ifPresent(this::addMetrics);
        addDns();
    }

    /**
     * Starts; returns when phones can register.
     *
     * @throws IOException when home, sockets or script cannot be used; the message is for the user
     */
    public static LifeGuard start(RunOptions given) throws IOException {
        Foundation.prepareHome(given.home());
        if (ControlClient.isAlive(given.controlSocket())) {
            throw new IOException(
                    "a server is already running in " + given.home() + "; stop it, or choose another --home");
        }
        ServerConfig config = ConfigLoader.load(given.home());
        SiteConfig site = SiteConfig.load(given.home());
        RunOptions options = new RunOptions(given.home(), script(given, config), given.listen(), given.parse());
        Script script = Script.read(options, config);
        LifeGuard guard = new LifeGuard(config, site, script, options);
        ControlServer control = new ControlServer(options.controlSocket(), guard.foundation.time());
        guard.signalling.addCommands(control, script, MoreToReload.NONE);
        control.add("status", a -> guard.status(script.name()));
        guard.parts.add(0, new Part("control socket", control::start, control::close));
        guard.lifecycle = new Lifecycle(guard.parts, STOP_LIMIT);
        guard.lifecycle.start();
        return guard;
    }

    private static Path script(RunOptions options, ServerConfig config) {
        if (options.script() != null) {
            return options.script();
        }
        return config.script().file().orElseGet(() -> RunOptions.shippedScript().resolveSibling("lifeguard.cfg"));
    }

    private void startRecords() {
        foundation.scheduler().scheduleAtFixedRate(recorder::removeStale, 1, 60, TimeUnit.MINUTES);
    }

    /** What ended is written before the database is closed. */
    private void stopRecords() throws InterruptedException {
        recordThread.shutdown();
        recordThread.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Location location() {
        return signalling.locations().table("location");
    }

    private void addLink(SiteConfig.Link link, SiteStore store, String path) {
        ClusterClient client = new ClusterClient(LinkSettings.of(link.cluster(), "lg-" + site.site(), link.members()));
        client.listen(state -> verdict.seen(new Sign.Link(state == LinkState.CONNECTED)));
        String holder = foundation.members().self().text();
        Outbox outbox = new Outbox(site.sync().refreshSeconds(), new Outbox.Where(holder, "<" + path + ";lr>"));
        SyncRound round = new SyncRound(
                site.site(),
                site.sync().refreshSeconds(),
                client,
                new SyncRound.Ends(
                        copy, store, callStore, outbox, () -> verdict.state().name()),
                foundation.time(),
                new LinkUse(foundation.metrics()));
        Synchronisation exchange = new Synchronisation(
                round,
                outbox,
                client,
                foundation.time(),
                () -> foundation.directories().refresh());
        NewsOfPhones news =
                new NewsOfPhones(location(), outbox, exchange::soon, () -> verdict.state() == VerdictState.CONNECTED);
        sync = Optional.of(exchange);
        parts.add(new Part(
                "link",
                () -> {
                    client.start();
                    news.start();
                    exchange.start(site.sync().pollSeconds());
                },
                () -> {
                    exchange.stop();
                    client.close();
                }));
    }

    /** The first socket, over TCP if there is one. */
    private static String uriOf(List<ListenPoint> points) {
        ListenPoint best = points.stream()
                .filter(p -> p.protocol() == TransportProtocol.TCP)
                .findFirst()
                .orElse(points.get(0));
        return "sip:" + Addresses.hostText(best.address().getAddress()) + ":"
                + best.address().getPort() + ";transport=" + best.protocol().token();
    }

    private void addMetrics(HostPort listen) {
        HttpEndpoint[] endpoint = new HttpEndpoint[1];
        parts.add(new Part(
                "metrics page",
                () -> endpoint[0] = new HttpEndpoint(
                        new InetSocketAddress(listen.host(), listen.port()), foundation.metrics(), signalling::isWell),
                () -> endpoint[0].close()));
    }

    private void addDns() {
        dns = site.dns()
                .map(config -> new DnsServer(
                        config,
                        new DnsServer.Environment(
                                verdict.lost(), NumberSource.NONE, foundation.metrics(), foundation.time())));
        dns.ifPresent(server -> parts.add(server.part()));
    }

    private Map<String, Object> status(String script) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("site", site.site());
        verdict.addTo(status);
        sync.ifPresentOrElse(s -> s.addTo(status), () -> status.put("link", "none is configured"));
        for (SyncTable table : SyncTable.values()) {
            status.put("copied_" + table.name().toLowerCase(java.util.Locale.ROOT), copy.size(table));
        }
        status.put("call_records", recorder.status());
        status.put("not_believed", trust.doubts());
        status.putAll(signalling.status(script));
        dns.ifPresent(server -> status.put("dns", server.status()));
        return status;
    }

    /** Where it listens. */
    public List<ListenPoint> listenPoints() {
        return signalling.listenPoints();
    }

    @Override
    public List<String> welcome() {
        List<String> lines = new ArrayList<>();
        lines.add("The LifeGUARD of " + site.site() + " is running. Stop it with Ctrl-C.");
        listenPoints().forEach(p -> lines.add("  " + p));
        lines.add("  How it is: breakwater-lifeguard status");
        return lines;
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }
}
