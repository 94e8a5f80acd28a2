package org.breakwater.dns.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.answer.RateLimiter;
import org.breakwater.dns.view.ViewTable;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.Topology;
import org.breakwater.platform.config.YamlFile;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.platform.security.IpNetwork;
import org.xbill.DNS.Name;

/** Reads the section {@code dns}. Paths in it are relative to the home folder. */
public final class DnsConfigReader {

    private static final int DAY_SECONDS = 86_400;
    private static final int MAX_EXPIRE_SECONDS = 3650 * DAY_SECONDS;
    private static final int MIN_SECRET = 16;
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

    private final YamlSection dns;
    private final Path home;
    private final List<DnsConfig.View> views = new ArrayList<>();
    private final List<DnsConfig.Key> keys = new ArrayList<>();

    private DnsConfigReader(YamlSection dns, Path home) {
        this.dns = dns;
        this.home = home;
    }

    /**
     * Reads a file that has the section {@code dns} and nothing else.
     *
     * @throws org.breakwater.platform.config.ConfigException when something in it is wrong
     */
    public static DnsConfig load(Path file, Path home) {
        return YamlFile.read(file, root -> read(root.section("dns"), home));
    }

    /** Reads the section; what is wrong is reported to it. */
    public static DnsConfig read(YamlSection section, Path home) {
        return new DnsConfigReader(section, home).read();
    }

    private DnsConfig read() {
        TopologyReader topologyReader = new TopologyReader(dns.section("topology"));
        Optional<Topology> topology = topologyReader.read();
        readKeys();
        readViews(topologyReader.views());
        DnsConfig config = new DnsConfig(
                sockets(),
                views,
                keys,
                zones(topology),
                transfer(dns.section("transfer")),
                forwarding(dns.section("forwarding")),
                limits());
        checkOneZoneEach(config);
        dns.finish();
        return config;
    }

    private DnsConfig.Sockets sockets() {
        YamlSection tcp = dns.section("tcp");
        DnsConfig.Sockets sockets = new DnsConfig.Sockets(
                dns.list(
                        "listen",
                        List.of(Fields.place("0.0.0.0", 53), Fields.place("[::]", 53)),
                        text -> Fields.place(text, 53)),
                dns.integer("workers", 1, 1, 64),
                dns.integer("udp_bytes", 1232, 512, 4096),
                tcp.integer("max_connections", 1000, 1, 100_000),
                tcp.integer("max_per_source", 50, 1, 100_000),
                tcp.integer("idle_seconds", 30, 1, 3600));
        tcp.finish();
        if (sockets.listen().isEmpty()) {
            dns.report("listen", "is empty; write an address such as 0.0.0.0:53 or leave the key out");
        }
        return sockets;
    }

    private void readKeys() {
        Set<String> names = new HashSet<>();
        for (YamlSection one : dns.sections("keys")) {
            String name = one.text("name").orElse("");
            if (!names.add(name) || name.isEmpty()) {
                one.report("name", name.isEmpty() ? "is missing" : "there is a key \"" + name + "\" already");
            }
            one.parsed("name", Name.root, Names::absolute);
            byte[] secret = one.parsed("secret_file", new byte[0], this::secretFile);
            if (one.text("secret_file").isEmpty()) {
                one.report("secret_file", "is missing; name a file with the secret in Base64");
            }
            keys.add(new DnsConfig.Key(name, secret));
            one.finish();
        }
    }

    private byte[] secretFile(String name) {
        try {
            byte[] secret = Base64.getDecoder()
                    .decode(Files.readString(home.resolve(name)).strip());
            if (secret.length < MIN_SECRET) {
                throw new IllegalArgumentException(name + ": a secret needs " + MIN_SECRET + " octets or more");
            }
            return secret;
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e, e);
        }
    }

    /** The default view first, then those of the branches in their order, then the others. */
    private void readViews(List<DnsConfig.View> branches) {
        DnsConfig.View everybody = new DnsConfig.View(DnsConfig.DEFAULT_VIEW, List.of(), Optional.empty(), List.of());
        List<DnsConfig.View> others = new ArrayList<>();
        for (YamlSection one : dns.sections("views")) {
            DnsConfig.View view = new DnsConfig.View(
                    Fields.label(one, "name"),
                    one.list("prefixes", List.of(), IpNetwork::parse),
                    one.text("key"),
                    Fields.places(one, "notify"));
            one.finish();
            if (view.name().equals(DnsConfig.DEFAULT_VIEW)) {
                everybody = view;
            } else {
                others.add(view);
            }
        }
        views.add(everybody);
        views.addAll(branches);
        views.addAll(others);
        Set<String> names = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (DnsConfig.View view : views) {
            if (!names.add(view.name())) {
                dns.report("views", "there are two views \"" + view.name() + "\"; branches are views too");
            }
            Fields.checkKnown(dns, "views", Fields.asList(view.key()), keyNames());
            view.key()
                    .filter(key -> !used.add(key))
                    .ifPresent(key -> dns.report("views", "key \"" + key + "\" opens two views; each needs its own"));
        }
        try {
            new ViewTable(views.stream().map(DnsConfig.View::prefixes).toList());
        } catch (IllegalArgumentException e) {
            dns.report("views", e.getMessage());
        }
    }

    private DnsConfig.Zones zones(Optional<Topology> topology) {
        Path folder = home.resolve(dns.text("zone_folder").orElse("zones"));
        List<DnsConfig.FileZone> files = new ArrayList<>();
        for (YamlSection one : dns.sections("zones")) {
            Name name = Fields.name(one, "name");
            Path file = Path.of(one.text("file").orElse(name.toString(true) + ".zone"));
            files.add(new DnsConfig.FileZone(name, file, viewNames(one)));
            one.finish();
        }
        List<DnsConfig.Secondary> secondaries = new ArrayList<>();
        for (YamlSection one : dns.sections("secondaries")) {
            secondaries.add(secondary(one));
        }
        return new DnsConfig.Zones(
                topology,
                dns.integer("server_number", 0, 0, 3),
                folder,
                files,
                home.resolve(dns.text("storage").orElse("dns")),
                secondaries,
                numbers(dns.section("enum")));
    }

    private DnsConfig.Secondary secondary(YamlSection one) {
        Optional<String> key = one.text("key");
        Fields.checkKnown(one, "key", Fields.asList(key), keyNames());
        DnsConfig.Secondary secondary = new DnsConfig.Secondary(
                Fields.name(one, "name"),
                Fields.places(one, "primaries"),
                key,
                viewNames(one),
                one.integer("expire_seconds", 0, 0, MAX_EXPIRE_SECONDS));
        if (secondary.primaries().isEmpty()) {
            one.report("primaries", "is missing; write the addresses of the servers that have the zone");
        }
        one.finish();
        return secondary;
    }

    private Optional<DnsConfig.EnumNumbers> numbers(YamlSection one) {
        if (!one.isPresent()) {
            one.finish();
            return Optional.empty();
        }
        DnsConfig.EnumNumbers numbers = new DnsConfig.EnumNumbers(
                Fields.name(one, "zone"),
                one.integer("ttl_seconds", 300, 1, DAY_SECONDS),
                Fields.name(one, "name_server"));
        one.finish();
        return Optional.of(numbers);
    }

    private static DnsConfig.Transfer transfer(YamlSection one) {
        DnsConfig.Transfer transfer = new DnsConfig.Transfer(
                Fields.networks(one, "networks", List.of()),
                one.integer("max_concurrent", 4, 1, 64),
                one.integer("journal", 100, 0, 10_000));
        one.finish();
        return transfer;
    }

    private static DnsConfig.Forwarding forwarding(YamlSection one) {
        DnsConfig.Forwarding forwarding = new DnsConfig.Forwarding(
                Fields.networks(one, "clients", List.of()),
                Fields.places(one, "upstreams"),
                one.integer("max_outstanding", 512, 1, 10_000),
                one.integer("timeout_millis", 2000, 100, 30_000));
        if (!forwarding.clients().isEmpty() && forwarding.upstreams().isEmpty()) {
            one.report("upstreams", "is missing; write the servers that questions are forwarded to");
        }
        one.finish();
        return forwarding;
    }

    private DnsConfig.Limits limits() {
        YamlSection rate = dns.section("rate_limit");
        YamlSection subnet = dns.section("client_subnet");
        DnsConfig.Limits limits = new DnsConfig.Limits(
                new RateLimiter.Limits(
                        rate.integer("responses_per_second", 2000, 0, 100_000),
                        rate.integer("slip", 2, 0, 10),
                        rate.integer("ipv4_prefix", 24, 0, 32),
                        rate.integer("ipv6_prefix", 56, 0, 64),
                        Fields.networks(rate, "exempt", LOOPBACK)),
                Fields.networks(subnet, "senders", List.of()),
                dns.integer("remembered_answers", 1024, 16, 1 << 20));
        rate.finish();
        subnet.finish();
        return limits;
    }

    private List<String> viewNames(YamlSection one) {
        List<String> names = one.list("views", List.of(), text -> text);
        Fields.checkKnown(
                one, "views", names, views.stream().map(DnsConfig.View::name).toList());
        return names;
    }

    private List<String> keyNames() {
        return keys.stream().map(DnsConfig.Key::name).toList();
    }

    private void checkOneZoneEach(DnsConfig config) {
        Set<String> taken = new HashSet<>();
        DnsConfig.Zones zones = config.zones();
        zones.topology().ifPresent(topology -> claim(taken, topology.zone(), List.of()));
        zones.numbers().ifPresent(numbers -> claim(taken, numbers.origin(), List.of()));
        zones.files().forEach(file -> claim(taken, file.origin(), file.views()));
        zones.secondaries().forEach(copy -> claim(taken, copy.origin(), copy.views()));
    }

    private void claim(Set<String> taken, Name origin, List<String> names) {
        for (DnsConfig.View view : views) {
            if ((names.isEmpty() || names.contains(view.name())) && !taken.add(view.name() + " " + origin)) {
                dns.report("zones", "view " + view.name() + " would have zone " + origin + " twice");
            }
        }
    }
}
