package org.breakwater.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.publish.Publisher;
import org.breakwater.dns.secondary.SecondaryZone;
import org.breakwater.dns.transfer.TransferKey;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.Reachable;
import org.breakwater.dns.zone.UnavailableZone;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneVersion;
import org.xbill.DNS.Address;

/** A copy that is shown, without servers that are down as seen from here. Work thread. */
final class CopiedZone implements SecondaryZone.Consumer {

    private final DnsConfig.Secondary config;
    private final List<Integer> views;
    private final Publisher publisher;
    private final HealthSource health;
    private final Runnable changed;
    private Optional<ZoneContents> received = Optional.empty();
    private Set<String> down = Set.of();

    /**
     * @param views that show it
     * @param changed run after each change
     */
    CopiedZone(
            DnsConfig.Secondary config,
            List<Integer> views,
            Publisher publisher,
            HealthSource health,
            Runnable changed) {
        this.config = config;
        this.views = views;
        this.publisher = publisher;
        this.health = health;
        this.changed = changed;
    }

    @Override
    public void serve(ZoneContents contents) {
        received = Optional.of(contents);
        down = Set.copyOf(health.down());
        ZoneContents shown = Reachable.without(addresses(down), contents);
        if (shown == contents) {
            publisher.publish(views, contents);
        } else {
            publisher.publish(views, ZoneVersion.first(shown)); // its serial has other contents: no way back or forth
        }
        changed.run();
    }

    @Override
    public void withdraw() {
        received = Optional.empty();
        publisher.publish(views, new UnavailableZone(config.origin()));
        changed.run();
    }

    /** Shows the copy as it is useful now. */
    void healthChanged() {
        if (received.isPresent() && !down.equals(health.down())) {
            down = Set.copyOf(health.down());
            publisher.publish(views, ZoneVersion.first(Reachable.without(addresses(down), received.get())));
        }
    }

    /** Whether a NOTIFY for it may come from there. Any thread. */
    boolean mayNotify(InetAddress source, Optional<TransferKey> key) {
        boolean signed = config.key().isPresent()
                && key.map(k -> k.name().equals(Names.absolute(config.key().get())))
                        .orElse(false);
        return signed
                || config.primaries().stream().anyMatch(p -> p.getAddress().equals(source));
    }

    /** The primary a NOTIFY came from, or the first. Any thread. */
    InetSocketAddress primary(InetAddress source) {
        return config.primaries().stream()
                .filter(address -> address.getAddress().equals(source))
                .findFirst()
                .orElse(config.primaries().get(0));
    }

    private static Set<InetAddress> addresses(Set<String> down) {
        return down.stream().map(CopiedZone::address).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    /** Empty for a name. */
    private static Optional<InetAddress> address(String text) {
        int family = text.indexOf(':') >= 0 ? Address.IPv6 : Address.IPv4;
        byte[] octets = Address.toByteArray(text, family);
        try {
            return octets == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(octets));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("octets of an address make no address", e);
        }
    }
}
