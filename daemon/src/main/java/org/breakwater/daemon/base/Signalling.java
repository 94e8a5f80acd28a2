package org.breakwater.daemon.base;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.daemon.edge.Edge;
import org.breakwater.daemon.edge.RequestSink;
import org.breakwater.daemon.mains.OtherMains;
import org.breakwater.daemon.trace.TraceRing;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lifecycle.LoadState;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.compile.Program;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.ModuleServices;
import org.breakwater.script.module.StockModules;
import org.breakwater.script.module.msrp.MsrpSessions;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tm.Detours;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.HttpExchange;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MsrpReceiver;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.proxy.NextHopResolver;
import org.breakwater.sip.resolve.DnsjavaClient;
import org.breakwater.sip.resolve.HostsFile;
import org.breakwater.sip.resolve.Resolver;
import org.breakwater.sip.resolve.ResolverSettings;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.breakwater.sip.transport.NettyTransport;
import org.breakwater.sip.transport.TransportHooks;
import org.breakwater.sip.transport.WorkerGroup;

/** Sockets, transactions, script and everything between them. */
public final class Signalling {

    private static final String VERSION = "Breakwater 0.1.0";
    private static final long RESOLVE_MILLIS = 5_000;
    private static final int SCRIPT_DEBUG = 2;

    private final Foundation foundation;
    private final Edge edge;
    private final WorkerGroup workers;
    private final NettyTransport transport;
    private final TransactionLayer transactions;
    private final NextHopResolver resolver;
    private final StatelessReplies stateless;
    private final ActiveScript active;
    private final Optional<OtherMains> others;
    private final Locations locations;
    private final CallDirectory calls;
    private final TraceRing trace;
    private final RecordIds recordIds;
    private final MsrpSessions msrp = new MsrpSessions();
    private final long startedMillis;
    private final IntFunction<ScriptLog> logs;
    private final MoreModules more;
    private final List<LocalDomains.Check> localNames = new CopyOnWriteArrayList<>();
    private ScheduledFuture<?> accountWatch;

    /**
     * @param logs makes the log of a script from the highest level it wants written
     * @param more what scripts may load beside the stock modules
     */
    public Signalling(
            Foundation foundation,
            ServerConfig config,
            ConfigFile script,
            List<ListenPoint> sockets,
            IntFunction<ScriptLog> logs,
            MoreModules more)
            throws IOException {
        this.foundation = foundation;
        this.logs = logs;
        this.more = more;
        this.edge = new Edge(
                foundation.guard(),
                foundation.accounts(),
                foundation.securityLog(),
                config.security(),
                foundation.metrics(),
                foundation.loading());
        this.trace = new TraceRing(config.trace().bytes(), foundation.time());
        this.workers = new WorkerGroup(
                config.workers() > 0 ? config.workers() : WorkerGroup.defaultCount(), foundation.time());
        this.transport = new NettyTransport(
                TransportSetup.of(config, script, sockets),
                workers,
                new TransportHooks(trace, edge.gate(this::isMain), this::http, new MsrpEntrance()),
                foundation.time());
        this.others = foundation
                .mains()
                .map(mains ->
                        new OtherMains(mains, foundation.members().self().text(), transport, foundation.metrics()));
        long secret = new SecureRandom().nextLong();
        this.transactions = new TransactionLayer(transport, workers.workers(), TransactionSettings.standard(secret));
        Resolver dns = new Resolver(
                resolverSettings(sockets),
                HostsFile.read(Path.of("/etc/hosts")),
                new DnsjavaClient(List.of()),
                foundation.time());
        this.resolver = dns::resolve;
        this.stateless = new StatelessReplies(transport, new ReplyWriter(), secret);
        this.active = new ActiveScript(stateless, transactions, msrp);
        this.locations = new Locations(this::table);
        foundation.members().listen(new ClusterMembers.Listener() {
            @Override
            public void left(Member member) {
                locations.all().forEach(location -> location.holderDied(member.text()));
            }
        });
        this.calls = new CallDirectory(
                foundation.maps().map(SharedKinds.CALLS, "all"),
                foundation.members(),
                foundation.time(),
                foundation.scheduler());
        this.recordIds = new RecordIds(foundation.members().self());
        this.startedMillis = foundation.time().epochMillis();
        Gauges.register(foundation.metrics(), transport, workers, locations, calls);
    }

    private Location table(String name) {
        Location table = new Location(
                name,
                foundation.maps().map(SharedKinds.LOCATIONS, name),
                foundation.time(),
                foundation.members().self().text());
        return others.map(o -> o.watched(table)).orElse(table);
    }

    private boolean isMain(InetAddress source) {
        return foundation.mains().isPresent() && foundation.mains().get().isOther(source);
    }

    private static ResolverSettings resolverSettings(List<ListenPoint> sockets) {
        SecureRandom random = new SecureRandom();
        List<TransportProtocol> spoken = List.of(TransportProtocol.TCP, TransportProtocol.UDP, TransportProtocol.TLS);
        boolean v6 = sockets.stream().anyMatch(p -> p.address().getAddress() instanceof Inet6Address);
        boolean v4 = sockets.stream().anyMatch(p -> !(p.address().getAddress() instanceof Inet6Address));
        return new ResolverSettings(spoken, v4, v6, true, random::nextInt, RESOLVE_MILLIS);
    }

    /** Names that scripts started from now on take for our own, beside the sockets. */
    public void addLocalNames(LocalDomains.Check names) {
        localNames.add(names);
    }

    /** Opens the sockets and lets the script route. */
    public void start(Script script) throws IOException {
        RequestSink sink = others.map(o -> o.before(active)).orElse(active);
        transport.bind(edge.receiver(sink, transport, workers));
        others.ifPresent(o -> o.start(foundation.scheduler(), this::takesPhones));
        activate(script);
        foundation.loaded();
        transport.letIn();
        accountWatch = foundation.scheduler().scheduleAtFixedRate(edge::noteReopenedAccounts, 1, 1, TimeUnit.SECONDS);
    }

    /** Compiles a script and lets it route from now on; the one before stays when this one has faults. */
    private void activate(Script script) throws IOException {
        TmSignalling tm = new TmSignalling(
                transactions,
                transport,
                resolver,
                stateless,
                others.map(OtherMains::detours).orElse(Detours.NONE));
        tm.addListener(calls);
        ModuleCatalogue modules = StockModules.catalogue(services(tm));
        more.add(modules, tm);
        Program program = script.compile(modules);
        program.names().localDomains().setSockets(transport.listenPoints());
        localNames.forEach(program.names().localDomains()::add);
        try {
            active.start(program, tm, workers.workers(), logs.apply(debugLevel(script.config())));
        } catch (DatabaseException e) {
            throw new ScriptRefusedException("the routing script " + script.name() + " cannot run: " + e.getMessage());
        }
    }

    private static int debugLevel(ConfigFile script) {
        return script.coreParameter("debug")
                .map(v -> v instanceof ConfigFile.IntValue i ? i.value() : SCRIPT_DEBUG)
                .orElse(SCRIPT_DEBUG);
    }

    private ModuleServices services(TmSignalling tm) {
        return new ModuleServices(
                new ModuleServices.Signalling(tm, stateless, tm::forwardReply, tm.stateless(), transport, msrp),
                new ModuleServices.Storage(
                        locations,
                        recordIds,
                        foundation.directories(),
                        foundation.acknowledgement(),
                        foundation.members()),
                new ModuleServices.Guards(
                        edge.registrationAcl(), edge.authObserver(new RegisteredAddresses(locations))),
                new ModuleServices.Host(
                        foundation.time(),
                        ZoneId.systemDefault(),
                        foundation.scheduler(),
                        foundation.metrics(),
                        Statistics.NONE,
                        new ModuleServices.Identity(VERSION, System.getenv())),
                more.presence());
    }

    /** Frames go to the script that routes now. */
    private final class MsrpEntrance implements MsrpReceiver {
        @Override
        public void received(MsrpFrame frame, Flow flow, Worker worker) {
            msrpOrClose(flow).ifPresent(module -> module.received(frame, flow, worker));
        }

        @Override
        public void tooLarge(MsrpFrame head, Flow flow, Worker worker) {
            msrpOrClose(flow).ifPresent(module -> module.tooLarge(head, flow, worker));
        }
    }

    /** A script that does not load {@code msrp} does not speak it: the connection ends. */
    private Optional<MsrpReceiver> msrpOrClose(Flow flow) {
        Optional<MsrpReceiver> module = active.msrp();
        if (module.isEmpty()) {
            transport.close(flow.id());
        }
        return module;
    }

    private void http(HttpExchange exchange, Worker worker) {
        active.received(exchange, worker);
    }

    /** Stops routing and closes the sockets. */
    public void stop() {
        if (accountWatch != null) {
            accountWatch.cancel(false);
        }
        others.ifPresent(OtherMains::stop);
        active.stop();
        transport.stop();
        workers.close();
    }

    /** The tables of registrations. */
    public Locations locations() {
        return locations;
    }

    /** The calls. */
    public CallDirectory calls() {
        return calls;
    }

    /** Whether a connection can still be sent on. */
    public boolean isOpen(long flowId) {
        return transport.flow(flowId).filter(Flow::isOpen).isPresent();
    }

    /** Where it listens. */
    public List<ListenPoint> listenPoints() {
        return transport.listenPoints();
    }

    /** Whether workers answer. */
    public boolean isWell() {
        return workers.maxLagNanos() < 2_000_000_000L;
    }

    /** Whether phones may come: it knows the registrations and keeps up. */
    public boolean takesPhones() {
        return foundation.loading().state() == LoadState.OPEN && isWell();
    }

    /** Adds the commands about signalling, {@code reload} among them. */
    public void addCommands(ControlServer control, Script script, MoreToReload also) {
        new ControlCommands(locations, calls, trace, active, foundation.time()).addTo(control);
        control.add("reload", a -> Map.of("done", reload(script, also)));
    }

    private List<String> reload(Script script, MoreToReload also) throws ControlException {
        try {
            activate(script.again());
            transport.reloadTls();
            foundation.directories().refresh();
        } catch (IOException e) {
            throw new ControlException("nothing was changed: " + e.getMessage());
        }
        List<String> done = new ArrayList<>(List.of(
                script.name() + " routes from now on", "certificates are read again", "the directory is read again"));
        done.addAll(also.reload());
        return done;
    }

    /** How it is, for {@code status}. */
    public Map<String, Object> status(String scriptName) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", VERSION);
        LoadState loading = foundation.loading().state();
        boolean open = loading == LoadState.OPEN;
        status.put("state", !open ? loading.name().toLowerCase(Locale.ROOT) : isWell() ? "well" : "overloaded");
        status.put(
                "servers",
                foundation.members().present().stream()
                        .map(Member::text)
                        .sorted()
                        .toList());
        status.put("up_seconds", (foundation.time().epochMillis() - startedMillis) / 1000);
        status.put("script", scriptName);
        status.put("sockets", listenPoints().stream().map(ListenPoint::toString).toList());
        int registered = locations.all().stream().mapToInt(Location::size).sum();
        status.put("registered_users", registered);
        status.put("calls", calls.list().size());
        status.put("connections", transport.counters().connections());
        status.put("messages_in", transport.counters().messagesIn().toString());
        status.put("messages_out", transport.counters().messagesOut().toString());
        status.put("malformed", transport.counters().malformed());
        status.put("worker_lag_ms", workers.maxLagNanos() / 1_000_000);
        status.put(
                "heap_mib",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / (1 << 20));
        status.put("database", foundation.directories().own().database().url().toString());
        List<String> bans = new ArrayList<>();
        foundation.guard().bans().forEach(b -> bans.add(b.source() + " until " + b.until()));
        status.put("bans", bans);
        status.put("delayed_accounts", foundation.accounts().closed());
        return status;
    }
}
