package org.breakwater.daemon.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.cluster.ClusterNode;
import org.breakwater.cluster.grid.GridException;
import org.breakwater.daemon.mains.Mains;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DemoUsers;
import org.breakwater.platform.directory.DemoUsers.DemoUser;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.SubscriberTable;
import org.breakwater.platform.directory.UserAdministration;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.breakwater.platform.lifecycle.LoadGate;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.AccountGuard;
import org.breakwater.platform.security.SecurityLogFile;
import org.breakwater.platform.security.SourceGuard;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMaps;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.satellite.LastWords;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;

/** What stands under signalling: clocks, metrics, databases, users, security log. */
public final class Foundation {

    /** The realm of the shipped script. */
    private static final String SHIPPED_REALM = "breakwater";

    /** Node id of a server that is alone. */
    private static final String ALONE = "0";

    private static final int RETRY_SECONDS = 3;
    private static final int SQL_THREADS = 4;
    private static final int SQL_QUEUE = 1000;

    private final TimeSource time = TimeSource.system();
    private final Metrics metrics;
    private final ScheduledExecutorService scheduler;
    private final ThreadPoolExecutor sqlPool;
    private final SharedMaps maps;
    private final ClusterMembers members;
    private final Optional<ClusterNode> cluster;
    private final Acknowledgement acknowledgement;
    private final Optional<Mains> mains;
    private final LoadGate loading;
    private final SecurityLogFile securityLog;
    private final SourceGuard guard;
    private final AccountGuard accounts;
    private final Directories directories;
    private final CredentialCipher cipher;
    private final List<ListenPoint> sockets;

    private Foundation(Path home, ServerConfig config, List<ListenPoint> sockets, String alone) throws IOException {
        this.metrics = new Metrics();
        this.scheduler = Threads.scheduler("scheduler");
        this.sqlPool = Threads.blockingPool("sql", SQL_THREADS, SQL_QUEUE);
        this.sockets = sockets;
        this.securityLog = new SecurityLogFile(home.resolve("log/security.log"), time, metrics);
        this.guard =
                new SourceGuard(config.security().guard(), config.security().trustedNetworks(), time);
        this.accounts =
                new AccountGuard(config.security().accounts(), config.security().trustedNetworks(), time);
        this.cipher = CredentialCipher.fromKeyFile(home.resolve("secrets/directory.key"));
        Optional<String> password = Optional.empty();
        if (config.database().passwordFile().isPresent()) {
            password = Optional.of(
                    Files.readString(config.database().passwordFile().get()).strip());
        }
        DatabaseUrl url = DatabaseUrl.configured(
                config.database().url(), config.database().user(), password, home.resolve("db"));
        this.directories = Directories.open(
                url,
                cipher,
                new SqlRuntime(sqlPool, scheduler, time, metrics),
                config.directory().refreshSeconds());
        this.cluster = join(config);
        this.maps = cluster.<SharedMaps>map(node -> node).orElseGet(InMemorySharedMaps::new);
        this.members = cluster.map(ClusterNode::members)
                .orElseGet(() -> ClusterMembers.alone(Member.startedAt(alone, time.epochSeconds())));
        this.acknowledgement = config.cluster()
                .map(c -> new Acknowledgement(Duration.ofMillis(c.times().acknowledgeMillis()), metrics, time))
                .orElse(Acknowledgement.AT_ONCE);
        this.mains = cluster.map(node -> new Mains(node.map(SharedKinds.MAINS, "all"), members, key()));
        long joinMillis =
                config.cluster().map(c -> c.times().joinSeconds() * 1000L).orElse(0L);
        this.loading = new LoadGate(time, joinMillis, RETRY_SECONDS);
    }

    private static byte[] key() {
        byte[] key = new byte[Mains.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private Optional<ClusterNode> join(ServerConfig config) throws IOException {
        if (config.cluster().isEmpty()) {
            return Optional.empty();
        }
        try {
            ClusterNode node = ClusterNode.start(config.cluster().get(), SharedKinds.all(), time);
            node.register(metrics);
            return Optional.of(node);
        } catch (GridException e) {
            directories.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The same databases and threads with shared maps and metrics of its own: another server in this process. */
    private Foundation(Foundation base, List<ListenPoint> sockets) {
        this.metrics = new Metrics();
        this.maps = new InMemorySharedMaps();
        this.members = base.members;
        this.cluster = Optional.empty();
        this.acknowledgement = Acknowledgement.AT_ONCE;
        this.mains = Optional.empty();
        this.loading = new LoadGate(time, 0, RETRY_SECONDS);
        this.scheduler = base.scheduler;
        this.sqlPool = base.sqlPool;
        this.securityLog = base.securityLog;
        this.guard = base.guard;
        this.accounts = base.accounts;
        this.directories = base.directories;
        this.cipher = base.cipher;
        this.sockets = sockets;
    }

    /** A server beside this one on the same databases; it shares no registrations, calls or metrics. */
    public Foundation beside(List<ListenPoint> otherSockets) {
        return new Foundation(this, otherSockets);
    }

    /**
     * For a server that is never one of several main servers and starts without users.
     *
     * @param node its id
     */
    public static Foundation openAlone(Path home, ServerConfig config, List<ListenPoint> sockets, String node)
            throws IOException {
        return new Foundation(home, config, sockets, node);
    }

    /** For a main server; a new home gets demo users. */
    public static Foundation open(Path home, ServerConfig config, List<ListenPoint> sockets) throws IOException {
        Foundation foundation = new Foundation(home, config, sockets, ALONE);
        if (config.database().url().isEmpty()) {
            foundation.demo().createInEmptyDirectory(foundation.domain());
        }
        return foundation;
    }

    /** Makes the folders a server needs in its home, closed to others. */
    public static void prepareHome(Path home) throws IOException {
        for (Path folder : List.of(home, home.resolve("log"), home.resolve("secrets"), home.resolve("db"))) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
            }
        }
        Files.setPosixFilePermissions(
                home.resolve("secrets"), Set.copyOf(PosixFilePermissions.fromString("rwx------")));
    }

    /** The server's own domain: the first address that is not the loopback, else the first. */
    public String domain() {
        for (ListenPoint p : sockets) {
            if (!p.address().getAddress().isLoopbackAddress()) {
                return Addresses.hostText(p.address().getAddress());
            }
        }
        return Addresses.hostText(sockets.get(0).address().getAddress());
    }

    /** The realms phones may be challenged with: the shipped script's, and our addresses as domains. */
    private Set<String> realms() {
        Set<String> realms = new LinkedHashSet<>();
        realms.add(SHIPPED_REALM);
        realms.add("localhost");
        sockets.forEach(p -> {
            realms.add(Addresses.hostText(p.address().getAddress()));
            if (p.advertisedHost() != null) {
                realms.add(p.advertisedHost());
            }
        });
        return realms;
    }

    private UserAdministration users() {
        return new UserAdministration(directories.own(), cipher, this::realms);
    }

    private DemoUsers demo() {
        return new DemoUsers(users(), directories.own().subscribers(SubscriberTable.standard(false)), cipher);
    }

    /** The demo users that are still there. */
    public List<DemoUser> demoUsers() {
        return demo().present(domain());
    }

    /** The commands about users. */
    public UserCommands userCommands() {
        return new UserCommands(users(), domain());
    }

    /** The clocks. */
    public TimeSource time() {
        return time;
    }

    /** Where it counts. */
    public Metrics metrics() {
        return metrics;
    }

    /** For periodic work. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** What servers share. */
    public SharedMaps maps() {
        return maps;
    }

    /** What LifeGUARDs said of themselves to any main server. */
    public LastWords lastWords() {
        return new LastWords(
                maps.map(SharedKinds.SITES, "all"), time, members.self().text());
    }

    /** The other main servers; empty when this one is alone. */
    public Optional<ClusterNode> cluster() {
        return cluster;
    }

    /** What the main servers tell one another; empty when this one is alone. */
    public Optional<Mains> mains() {
        return mains;
    }

    /** When a REGISTER may be answered. */
    public Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    /** Keeps phones out until the server knows them. */
    public LoadGate loading() {
        return loading;
    }

    /** Registrations were read; once the others' are taken over, phones may come in. */
    public void loaded() {
        loading.loaded();
        cluster.ifPresent(node -> node.caughtUp().thenRun(loading::joined));
    }

    /** Which servers there are. */
    public ClusterMembers members() {
        return members;
    }

    /** The security log. */
    public SecurityLogFile securityLog() {
        return securityLog;
    }

    /** Judges sources. */
    public SourceGuard guard() {
        return guard;
    }

    /** Judges guesses at accounts. */
    public AccountGuard accounts() {
        return accounts;
    }

    /** The key of the server's credentials. */
    public CredentialCipher cipher() {
        return cipher;
    }

    /** The databases. */
    public Directories directories() {
        return directories;
    }
}
