package org.breakwater.dns.answer;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.view.ViewTable;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.Topology;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.dns.zone.ZoneGenerator;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.dns.zone.Zones;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.platform.time.ManualTime;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A responder with a view for everybody and one for 127.0.1.0/24, in virtual time and without sockets. */
final class Bench {

    static final InetAddress ANYBODY = IpNetwork.parseAddress("192.0.2.7");
    static final InetAddress PARIS = IpNetwork.parseAddress("127.0.1.7");
    static final InetAddress RESOLVER = IpNetwork.parseAddress("127.0.0.53");

    final ManualTime time = new ManualTime();
    final Responder responder;
    private final byte[] out = new byte[131_072];

    Bench(int responsesPerSecond) {
        this(responsesPerSecond, NetworkList.EMPTY);
    }

    Bench(int responsesPerSecond, NetworkList recursionClients) {
        Serving serving = serving(recursionClients);
        responder = new Responder(
                () -> serving,
                new RateLimiter(new RateLimiter.Limits(responsesPerSecond, 2, 24, 56, NetworkList.EMPTY), 1),
                new Cookies(new byte[16]),
                new DnsCounters(new Metrics()),
                time,
                1232);
    }

    static Serving serving(NetworkList recursionClients) {
        try {
            Topology topology = Zones.topology();
            ZoneGenerator generator = new ZoneGenerator(topology);
            ZoneVersion local = ZoneVersion.first(Zones.zone(
                    1,
                    "www A 192.0.2.1",
                    "www A 192.0.2.2",
                    "alias CNAME www",
                    "out CNAME www.elsewhere.test.",
                    "loop CNAME pool",
                    "pool CNAME loop",
                    "sub NS ns.sub",
                    "ns.sub A 192.0.2.5",
                    "big TXT " + ("\"" + "x".repeat(200) + "\" ").repeat(8)));
            ViewAnswers everybody = new ViewAnswers(
                    "default",
                    List.of(local, ZoneVersion.first(generator.generate(Optional.empty(), Set.of(), 4))),
                    64,
                    7);
            ViewAnswers paris = new ViewAnswers(
                    "paris",
                    List.of(ZoneVersion.first(
                            generator.generate(topology.branches().get(0).lifeGuard(), Set.of(), 4))),
                    64,
                    7);
            return new Serving(
                    new ViewTable(List.of(List.of(), List.of(IpNetwork.parse("127.0.1.0/24")))),
                    List.of(everybody, paris),
                    NetworkList.parse(List.of("127.0.0.53")),
                    recursionClients);
        } catch (ZoneException e) {
            throw new IllegalStateException(e);
        }
    }

    static Message question(String name, int type) {
        return Message.newQuery(Record.newRecord(Names.absolute(name), type, DClass.IN));
    }

    /** The reply; empty for none. */
    Optional<Message> ask(byte[] packet, InetAddress source, boolean stream) {
        int size = responder.respond(packet, packet.length, source, stream, out);
        if (size <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(Arrays.copyOf(out, size)));
        } catch (IOException e) {
            throw new IllegalStateException("the reply cannot be read", e);
        }
    }

    Message ask(Message question, InetAddress source) {
        return ask(question.toWire(), source, false).orElseThrow();
    }

    Message ask(String name, int type) {
        return ask(question(name, type), ANYBODY);
    }

    int raw(byte[] packet, InetAddress source) {
        return responder.respond(packet, packet.length, source, false, out);
    }

    byte[] out() {
        return out;
    }

    static Name sip() {
        return Names.absolute("_sip._tcp.pbx.test");
    }

    static int srv() {
        return Type.SRV;
    }
}
