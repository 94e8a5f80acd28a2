package org.breakwater.script.module.nathelper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.NameAddrParser;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Sends something to phones behind NAT now and then, so that their NAT keeps the way open. */
final class Pinging {

    private static final byte[] KEEPALIVE = new byte[4];
    private static final byte[] CRLF = {'\r', '\n', '\r', '\n'};

    private final Locations locations;
    private final Signalling signalling;
    private final Transport transport;
    private final Policy policy;
    private final ClusterMembers members;
    private long second;

    /**
     * Whom to ping and how.
     *
     * @param intervalSeconds each phone once in this time
     * @param natFlag branch flag of phones behind NAT, -1 to ping all
     * @param sipFlag branch flag of phones that get a SIP request, -1 for none
     * @param disableFlag branch flag of phones that are left alone, -1 for none
     * @param from From URI of requests, null to send none
     * @param method their method
     */
    record Policy(int intervalSeconds, int natFlag, int sipFlag, int disableFlag, String from, String method) {

        boolean wants(int flags) {
            return (natFlag < 0 || isSet(flags, natFlag)) && !isSet(flags, disableFlag);
        }

        boolean wantsRequest(int flags) {
            return from != null && isSet(flags, sipFlag);
        }

        private static boolean isSet(int flags, int number) {
            return number >= 0 && (flags >>> number & 1) != 0;
        }
    }

    /** @param members of several servers only the one that has a phone's connection pings it */
    Pinging(Locations locations, Signalling signalling, Transport transport, Policy policy, ClusterMembers members) {
        this.locations = locations;
        this.signalling = signalling;
        this.transport = transport;
        this.policy = policy;
        this.members = members;
    }

    /** Called once a second: pings its share of the phones, so that they are spread over the interval. */
    void tick() {
        long share = second++ % policy.intervalSeconds();
        for (Location location : locations.all()) {
            location.forEach((aor, bindings) -> {
                if (Math.floorMod(aor.hashCode(), policy.intervalSeconds()) == share) {
                    bindings.stream()
                            .filter(b -> policy.wants(b.flags())
                                    && members.caresFor(b.route().holder()))
                            .forEach(this::ping);
                }
            });
        }
    }

    private void ping(Binding binding) {
        String nextHop = nextHop(binding);
        if (policy.wantsRequest(binding.flags())) {
            String route = binding.route().path() == null
                    ? ""
                    : "Route: " + binding.route().path() + "\r\n";
            signalling.send(
                    new LocalRequest(
                            policy.method(),
                            binding.contact(),
                            nextHop,
                            policy.from(),
                            binding.contact(),
                            null,
                            1,
                            route,
                            "",
                            null,
                            binding.route().flowId(),
                            false),
                    reply -> {});
        } else if (binding.route().path() == null) {
            pingTransport(
                    nextHop == null ? binding.contact() : nextHop,
                    binding.route().flowId());
        }
    }

    private static String nextHop(Binding binding) {
        String path = binding.route().path();
        if (path == null) {
            return binding.route().received();
        }
        try {
            List<String> hops = NameAddrParser.split(path);
            return NameAddr.parse(hops.get(0)).uriText();
        } catch (SipParseException e) {
            return null;
        }
    }

    private void pingTransport(String uriText, long flowId) {
        try {
            SipUri uri = SipUri.parse(uriText);
            InetAddress address = Addresses.numeric(uri.host());
            TransportProtocol protocol = TransportProtocol.of(uri.transport() == null ? "udp" : uri.transport())
                    .orElse(null);
            if (address == null || protocol == null) {
                return;
            }
            int port = uri.port() == 0 ? protocol.defaultPort() : uri.port();
            Target target = new Target(protocol, new InetSocketAddress(address, port), flowId, null, false, null);
            transport.send(target, protocol == TransportProtocol.UDP ? KEEPALIVE : CRLF, QUIET);
        } catch (SipParseException e) {
            return;
        }
    }

    /** A phone that cannot be reached loses its binding when that expires. */
    private static final SendOutcome QUIET = new SendOutcome() {
        @Override
        public void sent(org.breakwater.sip.flow.Flow flow) {}

        @Override
        public void failed(String reason) {}
    };
}
