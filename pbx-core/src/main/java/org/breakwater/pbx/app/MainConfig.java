package org.breakwater.pbx.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.dns.zone.Topology;
import org.breakwater.pbx.calendar.CalendarConfig;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.config.ConfigLoader;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.presence.xmpp.config.XmppConfig;

/**
 * A main server's {@code breakwater.yaml}.
 *
 * @param server the sections of platform
 * @param dns the section {@code dns}; empty when there is none
 * @param calendar the section {@code calendar}
 * @param xmpp the section {@code xmpp}; empty when there is none
 */
record MainConfig(ServerConfig server, Optional<DnsConfig> dns, CalendarConfig calendar, Optional<XmppConfig> xmpp) {

    /**
     * Reads the file in the home folder.
     *
     * @throws ConfigException when something in it is wrong
     */
    static MainConfig load(Path home) {
        AtomicReference<DnsConfig> dns = new AtomicReference<>();
        AtomicReference<CalendarConfig> calendar = new AtomicReference<>(CalendarConfig.DEFAULT);
        AtomicReference<XmppConfig> xmpp = new AtomicReference<>();
        ServerConfig server = ConfigLoader.load(
                home,
                Map.of(
                        "dns", section -> dns.set(DnsConfigReader.read(section, home)),
                        "calendar", section -> calendar.set(CalendarConfig.read(section)),
                        "xmpp", section -> xmpp.set(XmppConfig.read(section, home))));
        MainConfig config =
                new MainConfig(server, Optional.ofNullable(dns.get()), calendar.get(), Optional.ofNullable(xmpp.get()));
        config.checkOwnName(home);
        return config;
    }

    /** The phones' zone and who serves it. */
    Optional<Topology> topology() {
        return dns.flatMap(d -> d.zones().topology());
    }

    /** A server that DNS does not know would be taken for down by all others, and the others by it. */
    private void checkOwnName(Path home) {
        if (server.cluster().isEmpty() || topology().isEmpty()) {
            return;
        }
        String node = server.cluster().get().node();
        List<String> mains =
                topology().get().mains().stream().map(Topology.MainServer::name).toList();
        if (!mains.contains(node)) {
            throw new ConfigException(List.of(new ConfigException.Problem(
                    home.resolve(ConfigLoader.FILE_NAME).toString(),
                    0,
                    "cluster.node",
                    "\"" + node + "\" is none of dns.topology.mains, which are " + String.join(", ", mains)
                            + "; use the same names in both")));
        }
    }
}
