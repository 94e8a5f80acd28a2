package org.breakwater.registrar.location;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/**
 * Who has the connections to phones, by the address requests within a dialog go to: that of the contact, or of the phone's
 * NAT. Knows the connections of other servers only. Any thread; entries change with the maps it watches.
 */
public final class ReachedElsewhere {

    private final String run;
    private final Map<Place, Entry> entries = new ConcurrentHashMap<>();

    /** @param run this run of this server, whose own connections are of no interest */
    public ReachedElsewhere(String run) {
        this.run = run;
    }

    /** Where a phone is reached. */
    private record Place(TransportProtocol protocol, InetAddress address, int port) {}

    /** Which binding says so. */
    private record Entry(Location location, String aor, String ruid) {}

    /** Knows the bindings of that table from now on. */
    public void watch(Location location) {
        location.map().listen((aor, before, after) -> changed(location, aor, before, after));
        location.map().forEach((aor, record) -> changed(location, aor, null, record));
    }

    private void changed(Location location, String aor, AorBindings before, AorBindings after) {
        if (before != null) {
            for (Binding b : before.bindings()) {
                place(b).ifPresent(place -> entries.remove(place, new Entry(location, aor, b.ruid())));
            }
        }
        if (after != null) {
            for (Binding b : after.bindings()) {
                place(b).ifPresent(place -> entries.put(place, new Entry(location, aor, b.ruid())));
            }
        }
    }

    private Optional<Place> place(Binding b) {
        Binding.Reach way = b.route();
        if (way.flowId() == 0
                || way.path() != null
                || way.holder().isEmpty()
                || way.holder().equals(run)) {
            return Optional.empty();
        }
        try {
            SipUri uri = SipUri.parse(way.received() == null ? b.contact() : way.received());
            TransportProtocol protocol = TransportProtocol.of(uri.transport() == null ? "udp" : uri.transport())
                    .orElse(TransportProtocol.UDP);
            if (uri.isSecure() && protocol != TransportProtocol.WSS) {
                protocol = TransportProtocol.TLS;
            }
            InetAddress address = Addresses.numeric(uri.host());
            return address == null || !protocol.isReliable()
                    ? Optional.empty()
                    : Optional.of(new Place(protocol, address, uri.port() > 0 ? uri.port() : protocol.defaultPort()));
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    /** The run of the server that has a connection to that place, or null. */
    public String holder(TransportProtocol protocol, InetAddress address, int port) {
        Entry entry = entries.get(new Place(protocol, address, port));
        Binding binding = entry == null ? null : entry.location().find(entry.aor(), entry.ruid());
        return binding == null || binding.route().isAt(run)
                ? null
                : binding.route().holder();
    }

    /** How many places are known. */
    int size() {
        return entries.size();
    }
}
