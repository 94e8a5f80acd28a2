package org.breakwater.dns.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.dns.zone.Names;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.xbill.DNS.Name;

/** Reads the kinds of value that DNS configuration has. */
final class Fields {

    private static final int DNS_PORT = 53;
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    private Fields() {}

    /** A domain name that must be there. */
    static Name name(YamlSection section, String key) {
        if (section.text(key).isEmpty()) {
            section.report(key, "is missing; write a domain name such as pbx.example.lan");
            return Name.root;
        }
        return section.parsed(key, Name.root, Names::absolute);
    }

    /** One label that must be there. */
    static String label(YamlSection section, String key) {
        if (section.text(key).isEmpty()) {
            section.report(key, "is missing; write one label such as sip1");
            return "missing";
        }
        return section.parsed(key, "wrong", Fields::label);
    }

    static String label(String text) {
        if (!text.matches(LABEL)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a label: letters, digits and hyphens, no dots, at most 63");
        }
        return text;
    }

    static List<InetSocketAddress> places(YamlSection section, String key) {
        return section.list(key, List.of(), text -> place(text, DNS_PORT));
    }

    static InetSocketAddress place(String text, int defaultPort) {
        HostPort place = HostPort.parse(text, defaultPort);
        return new InetSocketAddress(IpNetwork.parseAddress(place.host()), place.port());
    }

    static List<InetAddress> addresses(YamlSection section, String key) {
        List<InetAddress> addresses = section.list(key, List.of(), IpNetwork::parseAddress);
        if (addresses.isEmpty()) {
            section.report(key, "is missing; write at least one IP address");
        }
        return addresses;
    }

    static NetworkList networks(YamlSection section, String key, List<String> otherwise) {
        List<IpNetwork> byDefault = otherwise.stream().map(IpNetwork::parse).toList();
        return new NetworkList(section.list(key, byDefault, IpNetwork::parse));
    }

    /** Reports a value that is not among those that exist. */
    static void checkKnown(YamlSection section, String key, List<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                section.report(
                        key,
                        "there is no \"" + name + "\"; there "
                                + (known.isEmpty() ? "are none" : "are " + String.join(", ", known)));
            }
        }
    }

    static List<String> asList(Optional<String> value) {
        return new ArrayList<>(value.map(List::of).orElse(List.of()));
    }
}
