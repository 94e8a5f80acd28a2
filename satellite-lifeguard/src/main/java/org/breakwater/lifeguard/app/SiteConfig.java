package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.lifeguard.module.Trust;
import org.breakwater.lifeguard.verdict.VerdictSettings;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.config.YamlFile;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.platform.directory.SiteName;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.registrar.sync.SiteSetting;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code lifeguard.yaml}: what makes a server the LifeGUARD of one branch.
 *
 * @param site name of the branch, as the main servers know it
 * @param mains SIP URIs of the main servers, at least one
 * @param link the cluster; empty when there is no link and nothing is synchronised
 * @param path SIP URI under which the main servers reach this server; empty for its first socket
 * @param sync how often
 * @param verdict how quickly
 * @param settings of the site where the main servers say nothing
 * @param phones where phones of the branch are, which nobody takes for a main server or the trunk
 * @param dns the DNS server; empty for none
 */
public record SiteConfig(
        String site,
        List<String> mains,
        Optional<Link> link,
        Optional<String> path,
        Sync sync,
        VerdictSettings verdict,
        Map<String, String> settings,
        Phones phones,
        Optional<DnsConfig> dns) {

    /** The file's name in the home folder. */
    public static final String FILE_NAME = "lifeguard.yaml";

    private static final Logger LOG = LoggerFactory.getLogger(SiteConfig.class);
    private static final int CLUSTER_PORT = 5701;
    private static final int DAY = 86_400;

    /**
     * Where the main servers' cluster is.
     *
     * @param cluster its name
     * @param members at least one
     */
    public record Link(String cluster, List<HostPort> members) {}

    /**
     * Where phones are.
     *
     * @param networks theirs
     * @param gateways addresses there that no phone gets
     */
    public record Phones(NetworkList networks, Set<InetAddress> gateways) {}

    /**
     * Times of synchronisation in seconds.
     *
     * @param pollSeconds between two comparisons
     * @param refreshSeconds how often a registration that only was refreshed crosses the link
     */
    public record Sync(int pollSeconds, int refreshSeconds) {}

    /**
     * Reads the file in the home folder.
     *
     * @throws IOException when it is missing
     * @throws org.breakwater.platform.config.ConfigException when something in it is wrong
     */
    public static SiteConfig load(Path home) throws IOException {
        Path file = home.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            String wanted = "is missing; it needs at least \"site: NAME\" and \"mains: [sip:ADDRESS;transport=tcp]\"";
            throw new IOException(file + " " + wanted);
        }
        return YamlFile.read(file, root -> read(root, home));
    }

    private static SiteConfig read(YamlSection root, Path home) {
        String site = root.parsed("site", "", SiteConfig::name);
        List<String> mains = root.list("mains", List.of(), SiteConfig::sipUri);
        if (site.isEmpty()) {
            root.report("site", "is missing; give the branch the name the main servers know");
        }
        if (mains.isEmpty()) {
            root.report("mains", "is missing; give the SIP URI of each main server");
        }
        Phones phones = phones(root.section("phones"));
        checkAddresses(root, mains, phones);
        YamlSection dns = root.section("dns");
        Optional<DnsConfig> dnsConfig =
                dns.isPresent() ? Optional.of(DnsConfigReader.read(dns, home)) : Optional.empty();
        return new SiteConfig(
                site,
                mains,
                link(root.section("link")),
                Optional.ofNullable(root.parsed("path", null, SiteConfig::sipUri)),
                sync(root.section("sync")),
                verdict(root.section("verdict")),
                settings(root),
                phones,
                dnsConfig);
    }

    /** A name nobody asks for is a mistake; a value that makes no sense is one, too, but the mains may have a better one. */
    private static Map<String, String> settings(YamlSection root) {
        Map<String, String> settings = root.map("settings");
        settings.forEach((name, value) -> {
            try {
                SiteSetting.of(name).problem(value).ifPresent(problem -> LOG.warn("{}: {}", FILE_NAME, problem));
            } catch (IllegalArgumentException e) {
                root.report("settings", e.getMessage());
            }
        });
        return settings;
    }

    private static Phones phones(YamlSection section) {
        List<IpNetwork> networks = section.list("networks", List.of(), IpNetwork::parse);
        List<InetAddress> gateways = section.list("gateways", List.of(), IpNetwork::parseAddress);
        section.finish();
        return new Phones(new NetworkList(networks), Set.copyOf(gateways));
    }

    /** A phone that comes by a main server's address would be taken for it. */
    private static void checkAddresses(YamlSection root, List<String> mains, Phones phones) {
        for (String main : mains) {
            Trust.addressOf(main)
                    .filter(a ->
                            phones.networks().contains(a) && !phones.gateways().contains(a))
                    .ifPresent(a -> root.report(
                            "mains",
                            main + " is among the phones' addresses in phones.networks; name smaller networks, or list "
                                    + a.getHostAddress() + " in phones.gateways"));
        }
    }

    private static Optional<Link> link(YamlSection section) {
        String cluster = section.text("cluster").orElse("breakwater");
        List<HostPort> members = section.list("members", List.of(), text -> HostPort.parse(text, CLUSTER_PORT));
        section.finish();
        if (section.isPresent() && members.isEmpty()) {
            section.report("members", "is missing; give the addresses of the main servers");
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(new Link(cluster, members));
    }

    private static Sync sync(YamlSection section) {
        Sync sync =
                new Sync(section.integer("poll_seconds", 3, 1, DAY), section.integer("refresh_seconds", 600, 1, DAY));
        section.finish();
        return sync;
    }

    private static VerdictSettings verdict(YamlSection section) {
        VerdictSettings byDefault = VerdictSettings.DEFAULT;
        VerdictSettings settings = new VerdictSettings(
                section.integer("misses", byDefault.missesUntilAlone(), 1, 1000),
                section.integer("alone_after_seconds", (int) byDefault.aloneAfterMillis() / 1000, 1, DAY) * 1000L,
                section.integer("answers", byDefault.answersUntilReturning(), 1, 1000),
                byDefault.answersUntilConnected(),
                section.integer("return_seconds", (int) byDefault.returnMillis() / 1000, 0, DAY) * 1000L);
        section.finish();
        return settings;
    }

    private static String name(String text) {
        SiteName.problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return text;
    }

    private static String sipUri(String text) {
        try {
            if (SipUri.parse(text).host() != null) {
                return text;
            }
        } catch (SipParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a SIP URI: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a SIP URI with a host");
    }
}
