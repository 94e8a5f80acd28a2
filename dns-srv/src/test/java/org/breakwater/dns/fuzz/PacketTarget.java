package org.breakwater.dns.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.breakwater.dns.answer.Cookies;
import org.breakwater.dns.answer.DnsCounters;
import org.breakwater.dns.answer.RateLimiter;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.answer.Responder;
import org.breakwater.dns.answer.Serving;
import org.breakwater.dns.answer.ViewAnswers;
import org.breakwater.dns.transfer.Requests;
import org.breakwater.dns.transfer.TransferKey;
import org.breakwater.dns.transfer.TransferOut;
import org.breakwater.dns.view.ViewTable;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.dns.zone.Zones;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.breakwater.platform.time.ManualTime;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The way of a packet through everything but the sockets. A finding is an exception or a reply nobody can read. */
final class PacketTarget {

    private static final InetSocketAddress PEER = new InetSocketAddress(IpNetwork.parseAddress("127.0.0.53"), 4711);

    private final ManualTime time = new ManualTime();
    private final byte[] out = new byte[131_072];
    private final Responder responder;
    private final Requests requests;

    PacketTarget() {
        ZoneVersion zone = ZoneVersion.first(Zones.zone(
                1, "www A 192.0.2.1", "*.wild CNAME www", "sub NS ns.sub", "ns.sub A 192.0.2.2", "old DNAME new"));
        ViewAnswers view = new ViewAnswers("default", List.of(zone), 64, 1);
        NetworkList everybody = NetworkList.parse(List.of("0.0.0.0/0"));
        Serving serving = new Serving(new ViewTable(List.of(List.of())), List.of(view), everybody, everybody);
        Supplier<Serving> now = () -> serving;
        DnsCounters counters = new DnsCounters(new Metrics());
        responder = new Responder(
                now,
                new RateLimiter(new RateLimiter.Limits(0, 2, 24, 56, NetworkList.EMPTY), 1),
                new Cookies(new byte[16]),
                counters,
                time,
                1232);
        Name keyName = Names.absolute("key");
        requests = new Requests(
                now,
                Map.of(keyName, TransferKey.of(keyName, new byte[32], OptionalInt.empty(), time)),
                new Requests.Destinations(
                        new TransferOut(everybody, Runnable::run, new Metrics()),
                        (origin, source, key) -> true,
                        (question, stream, replies) -> replies.done()),
                counters,
                time);
    }

    void run(byte[] packet) {
        for (boolean stream : new boolean[] {false, true}) {
            int size = responder.respond(packet, packet.length, PEER.getAddress(), stream, out);
            if (size > 0) {
                check(packet, Arrays.copyOf(out, size), stream);
            } else if (size == Responder.ELSEWHERE) {
                requests.handle(packet.clone(), PEER, stream, new Sink(packet, stream));
            }
        }
    }

    private static void check(byte[] packet, byte[] reply, boolean stream) {
        try {
            Message read = new Message(reply);
            if (reply[0] != packet[0]
                    || reply[1] != packet[1]
                    || !read.getHeader().getFlag(0)) {
                throw new IllegalStateException("not a reply to the question: " + read);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the reply cannot be read", e);
        }
        if (!stream && reply.length > 1232) {
            throw new IllegalStateException(reply.length + " octets over UDP");
        }
    }

    /** Packets to start from. */
    static Stream<byte[]> seeds() throws IOException {
        Message edns = question("www.lan.test", Type.A);
        edns.addRecord(
                new OPTRecord(
                        4096,
                        0,
                        0,
                        0x8000,
                        List.of(
                                new ClientSubnetOption(24, InetAddress.getByName("10.1.2.0")),
                                new CookieOption(new byte[8]))),
                Section.ADDITIONAL);
        Message notify = question("lan.test", Type.SOA);
        notify.getHeader().setOpcode(Opcode.NOTIFY);
        Message ixfr = question("lan.test", Type.IXFR);
        ixfr.addRecord(Zones.zone(1).soa(), Section.AUTHORITY);
        Message signed = question("lan.test", Type.AXFR);
        TransferKey key = TransferKey.of(Names.absolute("key"), new byte[32], OptionalInt.empty(), new ManualTime());
        key.tsig().apply(signed, null);
        Message unknownKey = question("www.lan.test", Type.A);
        TransferKey.of(Names.absolute("other"), new byte[32], OptionalInt.empty(), new ManualTime())
                .tsig()
                .apply(unknownKey, null);
        return Stream.of(
                        Stream.of("www.lan.test", "x.wild.lan.test", "y.sub.lan.test", "z.old.lan.test", "no.test", ".")
                                .flatMap(name -> Stream.of(Type.A, Type.ANY, Type.NS, Type.DS)
                                        .map(type -> question(name, type).toWire())),
                        Stream.of(edns, notify, ixfr, signed, unknownKey, Message.newUpdate(Names.absolute("lan.test")))
                                .map(Message::toWire),
                        Stream.of(new byte[0], new byte[12], new byte[] {
                            0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xc0, 12
                        }))
                .flatMap(packets -> packets);
    }

    private static Message question(String name, int type) {
        return Message.newQuery(Record.newRecord(Names.absolute(name), type, DClass.IN));
    }

    /** Looks at every reply that takes the other way. */
    private record Sink(byte[] packet, boolean stream) implements ReplySink {
        @Override
        public CompletionStage<Void> send(byte[] message) {
            check(packet, message, stream);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void done() {
            // Nothing waits for it.
        }
    }
}
