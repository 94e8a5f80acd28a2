package org.breakwater.dns.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.breakwater.dns.answer.RateLimiter;
import org.breakwater.dns.zone.Topology;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.xbill.DNS.Name;

/**
 * The section {@code dns} of the configuration; {@code dns-srv/README.md} lists its keys.
 *
 * @param sockets where and how it listens
 * @param views who sees what; the first is everybody else's
 * @param keys for TSIG
 * @param zones what is served
 * @param transfer how zones go out
 * @param forwarding questions for others
 * @param limits of replies
 */
public record DnsConfig(
        Sockets sockets,
        List<View> views,
        List<Key> keys,
        Zones zones,
        Transfer transfer,
        Forwarding forwarding,
        Limits limits) {

    /** Name of the view of those whom no prefix contains. */
    public static final String DEFAULT_VIEW = "default";

    /** Copies the lists. */
    public DnsConfig {
        views = List.copyOf(views);
        keys = List.copyOf(keys);
    }

    /**
     * Where and how it listens.
     *
     * @param listen addresses, each over UDP and TCP
     * @param workers event loops, 1–64
     * @param udpSize the largest datagram sent and received, 512–4096
     * @param maxConnections over TCP in all
     * @param maxConnectionsPerSource over TCP from one address
     * @param idleSeconds after which a quiet connection is closed
     */
    public record Sockets(
            List<InetSocketAddress> listen,
            int workers,
            int udpSize,
            int maxConnections,
            int maxConnectionsPerSource,
            int idleSeconds) {
        /** Copies the list. */
        public Sockets {
            listen = List.copyOf(listen);
        }
    }

    /**
     * A view.
     *
     * @param name unique
     * @param prefixes who sees it
     * @param key that opens it, whatever the address
     * @param secondaries who is told about changes of its zones
     */
    public record View(
            String name, List<IpNetwork> prefixes, Optional<String> key, List<InetSocketAddress> secondaries) {
        /** Copies the lists. */
        public View {
            prefixes = List.copyOf(prefixes);
            secondaries = List.copyOf(secondaries);
        }
    }

    /**
     * A shared secret.
     *
     * @param name as both sides write it
     * @param secret HMAC-SHA-256 key, 16 octets or more
     */
    public record Key(String name, byte[] secret) {}

    /**
     * What is served.
     *
     * @param topology servers and sites; empty on a server that only has copies
     * @param serverNumber of this server among those that make the zone of the topology, 0–3
     * @param folder of master files
     * @param files zones from files
     * @param storage folder of copies
     * @param secondaries copies of zones of others
     * @param numbers the ENUM zone; empty for none
     */
    public record Zones(
            Optional<Topology> topology,
            int serverNumber,
            Path folder,
            List<FileZone> files,
            Path storage,
            List<Secondary> secondaries,
            Optional<EnumNumbers> numbers) {
        /** Copies the lists. */
        public Zones {
            files = List.copyOf(files);
            secondaries = List.copyOf(secondaries);
        }
    }

    /**
     * A zone from a file.
     *
     * @param origin its name
     * @param file relative to the folder of master files
     * @param views that show it; empty for all
     */
    public record FileZone(Name origin, Path file, List<String> views) {}

    /**
     * A copy of a zone.
     *
     * @param origin its name
     * @param primaries whom to ask
     * @param key to sign with
     * @param views that show it; empty for all
     * @param expireSeconds in place of the SOA's; 0 to keep that
     */
    public record Secondary(
            Name origin,
            List<InetSocketAddress> primaries,
            Optional<String> key,
            List<String> views,
            long expireSeconds) {}

    /**
     * The ENUM zone.
     *
     * @param origin its name, such as {@code e164.arpa} for the whole world or one of our own
     * @param ttlSeconds of its records
     * @param nameServer for its NS record
     */
    public record EnumNumbers(Name origin, long ttlSeconds, Name nameServer) {}

    /**
     * How zones go out.
     *
     * @param networks who may transfer without a key
     * @param maxConcurrent transfers at a time
     * @param journal differences kept for each zone
     */
    public record Transfer(NetworkList networks, int maxConcurrent, int journal) {}

    /**
     * Questions for others.
     *
     * @param clients whose questions are forwarded
     * @param upstreams asked in this order
     * @param maxOutstanding questions at a time
     * @param timeoutMillis for each upstream
     */
    public record Forwarding(
            NetworkList clients, List<InetSocketAddress> upstreams, int maxOutstanding, int timeoutMillis) {
        /** Copies the list. */
        public Forwarding {
            upstreams = List.copyOf(upstreams);
        }
    }

    /**
     * Limits of replies.
     *
     * @param rate how many
     * @param subnetSenders resolvers whose client subnet option is believed
     * @param rememberedAnswers encoded replies each view keeps, rounded up to a power of two
     */
    public record Limits(RateLimiter.Limits rate, NetworkList subnetSenders, int rememberedAnswers) {}
}
