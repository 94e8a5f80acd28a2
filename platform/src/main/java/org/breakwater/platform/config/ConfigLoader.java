package org.breakwater.platform.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.platform.security.AccountLimits;
import org.breakwater.platform.security.GuardLimits;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code breakwater.yaml}. Paths in it are relative to the home folder. */
public final class ConfigLoader {

    /** The file's name in the home folder. */
    public static final String FILE_NAME = "breakwater.yaml";

    private static final int DAY_SECONDS = 86_400;
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");
    private static final List<String> PRIVATE_NETWORKS = List.of(
            "127.0.0.0/8",
            "::1/128",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");
    private static final List<ListenAddress> EVERYWHERE =
            List.of(ListenAddress.parse("udp:0.0.0.0:5060"), ListenAddress.parse("tcp:0.0.0.0:5060"));

    private final Path home;
    private final List<ConfigException.Problem> problems = new ArrayList<>();

    private ConfigLoader(Path home) {
        this.home = home;
    }

    /**
     * Reads the file in the home folder; without it every key has its default.
     *
     * @throws ConfigException when something in it is wrong
     */
    public static ServerConfig load(Path home) {
        return load(home, Map.of());
    }

    /**
     * The same for a server that has sections of other modules in its file.
     *
     * @param others who reads such a section, by its key; asked only when the section is there
     * @throws ConfigException when something in it is wrong
     */
    public static ServerConfig load(Path home, Map<String, Consumer<YamlSection>> others) {
        Path file = home.resolve(FILE_NAME);
        return Files.exists(file)
                ? new ConfigLoader(home).read(file.toString(), YamlFile.compose(file), others)
                : new ConfigLoader(home).read(FILE_NAME, null, others);
    }

    /**
     * Reads {@code file}, which must exist.
     *
     * @throws ConfigException when something in it is wrong
     */
    public static ServerConfig load(Path file, Path home) {
        String name = file.toString();
        return new ConfigLoader(home).read(name, YamlFile.compose(file), Map.of());
    }

    private ServerConfig read(String name, Node rootOrNull, Map<String, Consumer<YamlSection>> others) {
        YamlSection root = new YamlSection(name, "", rootOrNull, problems);
        ServerConfig config = new ServerConfig(
                root.list("listen", EVERYWHERE, ListenAddress::parse),
                new ScriptConfig(path(root, "script"), root.map("script_defines")),
                database(root.section("database")),
                directory(root.section("directory")),
                security(root.section("security")),
                limits(root.section("limits")),
                tls(root.section("tls")),
                metrics(root.section("metrics")),
                root.integer("workers", 0, 0, 64),
                trace(root.section("trace")),
                ClusterSection.read(root.section("cluster")));
        others.forEach((key, reader) -> {
            YamlSection section = root.section(key);
            if (section.isPresent()) {
                reader.accept(section);
            }
        });
        checkTls(root, config);
        root.finish();
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(ConfigException.Problem::line));
            throw new ConfigException(problems);
        }
        return config;
    }

    private DatabaseConfig database(YamlSection section) {
        DatabaseConfig config =
                new DatabaseConfig(section.text("url"), section.text("user"), path(section, "password_file"));
        section.finish();
        return config;
    }

    private static DirectoryConfig directory(YamlSection section) {
        DirectoryConfig config = new DirectoryConfig(section.integer("refresh_seconds", 60, 1, DAY_SECONDS));
        section.finish();
        return config;
    }

    private static SecurityConfig security(YamlSection section) {
        SecurityConfig config = new SecurityConfig(
                networks(section, "registration_networks", PRIVATE_NETWORKS),
                networks(section, "trusted_networks", LOOPBACK),
                guard(section.section("rate"), section.section("ban")),
                accounts(section.section("account")),
                section.integer("max_connections_per_source", 250, 1, 100_000));
        section.finish();
        return config;
    }

    private static GuardLimits guard(YamlSection rate, YamlSection ban) {
        GuardLimits limits = new GuardLimits(
                rate.integer("messages_per_second", 15, 1, 1_000_000),
                rate.integer("burst", 60, 1, 1_000_000),
                rate.integer("authenticated_factor", 50, 1, 1000),
                ban.integer("failures", 10, 1, 1_000_000),
                ban.integer("window_seconds", 60, 1, DAY_SECONDS),
                ban.integer("ban_seconds", 600, 1, DAY_SECONDS));
        rate.finish();
        ban.finish();
        return limits;
    }

    private static AccountLimits accounts(YamlSection section) {
        int failures = section.integer("failures", 10, 1, 1_000_000);
        int window = section.integer("window_seconds", 600, 1, DAY_SECONDS);
        int first = section.integer("delay_seconds", 120, 1, DAY_SECONDS);
        int longest = section.integer("max_delay_seconds", Math.max(first, 3600), 1, DAY_SECONDS);
        section.finish();
        if (longest < first) {
            section.report("max_delay_seconds", "is less than delay_seconds");
        }
        return new AccountLimits(failures, window, first, Math.max(first, longest));
    }

    private static NetworkList networks(YamlSection section, String key, List<String> otherwise) {
        List<IpNetwork> byDefault = otherwise.stream().map(IpNetwork::parse).toList();
        return new NetworkList(section.list(key, byDefault, IpNetwork::parse));
    }

    private static LimitsConfig limits(YamlSection section) {
        LimitsConfig config = new LimitsConfig(
                section.integer("max_message_bytes", 65_536, 1500, 1 << 20),
                section.integer("max_headers", 256, 16, 4096),
                section.integer("max_via", 70, 2, 1000),
                section.integer("max_multipart_depth", 8, 1, 64),
                section.integer("max_connections", 20_000, 1, 1_000_000),
                section.integer("header_timeout_seconds", 10, 1, 600),
                section.integer("idle_seconds", 30, 1, DAY_SECONDS),
                section.integer("tls_handshake_seconds", 5, 1, 120));
        section.finish();
        return config;
    }

    private Optional<TlsConfig> tls(YamlSection section) {
        Optional<Path> certificate = path(section, "certificate");
        Optional<Path> key = path(section, "key");
        Optional<Path> clientCa = path(section, "client_ca");
        boolean required = section.flag("require_client_certificate", false);
        section.finish();
        if (section.isPresent() && (certificate.isEmpty() || key.isEmpty())) {
            section.report(certificate.isEmpty() ? "certificate" : "key", "is missing; both PEM files are needed");
        }
        if (required && clientCa.isEmpty()) {
            section.report("require_client_certificate", "needs client_ca, the authorities to be believed");
        }
        return certificate.flatMap(c -> key.map(k -> new TlsConfig(c, k, clientCa, required)));
    }

    private static MetricsConfig metrics(YamlSection section) {
        MetricsConfig config = new MetricsConfig(
                Optional.ofNullable(section.parsed("listen", null, text -> HostPort.parse(text, 9100))));
        section.finish();
        return config;
    }

    private static TraceConfig trace(YamlSection section) {
        TraceConfig config = new TraceConfig(section.integer("bytes", 8 << 20, 0, 1 << 30));
        section.finish();
        return config;
    }

    private static void checkTls(YamlSection root, ServerConfig config) {
        boolean wanted = config.listen().stream()
                .anyMatch(address -> address.transport() == ListenAddress.Transport.TLS
                        || address.transport() == ListenAddress.Transport.WSS);
        if (wanted && config.tls().isEmpty()) {
            root.report("listen", "tls and wss need a certificate; add a section \"tls:\" with certificate and key");
        }
    }

    private Optional<Path> path(YamlSection section, String key) {
        return section.text(key).map(home::resolve);
    }
}
