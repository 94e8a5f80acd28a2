package org.breakwater.dns;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.dns.answer.Cookies;
import org.breakwater.dns.answer.DnsCounters;
import org.breakwater.dns.answer.RateLimiter;
import org.breakwater.dns.answer.Responder;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.forward.Forwarder;
import org.breakwater.dns.serve.ConnectionLimit;
import org.breakwater.dns.serve.DnsSockets;
import org.breakwater.dns.transfer.Notifier;
import org.breakwater.dns.transfer.Requests;
import org.breakwater.dns.transfer.TransferOut;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.dns.zone.Topology;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;

/** An authoritative DNS server with views. Its methods may be called from any thread, but not from its own. */
public final class DnsServer {

    private static final int SECRET = 16;
    private static final int WAITING_TRANSFERS = 64;
    private static final long HEALTH_SETTLES_MILLIS = 200;

    private final WorkThread work = new WorkThread();
    private final ThreadPoolExecutor transfersOut;
    private final ThreadPoolExecutor transfersIn;
    private final ServedZones zones;
    private final DnsSockets sockets;
    private final DnsCounters counters;
    private final HealthSource health;
    private final AtomicBoolean healthPending = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Nothing is read or bound before {@link #start()}. */
    public DnsServer(DnsConfig config, Environment environment) {
        SecureRandom random = new SecureRandom();
        health = environment.health();
        counters = new DnsCounters(environment.metrics());
        transfersOut = Threads.blockingPool("dns-out", config.transfer().maxConcurrent(), WAITING_TRANSFERS);
        transfersIn = Threads.blockingPool("dns-in", config.transfer().maxConcurrent(), WAITING_TRANSFERS);
        Notifier notifier = new Notifier(work, work, environment.metrics());
        zones = new ServedZones(
                config, environment, notifier, work, new ServedZones.Pools(transfersIn, random.nextInt()));
        Requests requests = new Requests(
                zones.publisher(),
                zones.keys().byName(),
                new Requests.Destinations(
                        new TransferOut(config.transfer().networks(), transfersOut, environment.metrics()),
                        zones,
                        forwarder(config.forwarding(), environment.metrics())),
                counters,
                environment.time());
        RateLimiter limiter = new RateLimiter(config.limits().rate(), random.nextInt());
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        Cookies cookies = new Cookies(secret);
        DnsConfig.Sockets wanted = config.sockets();
        sockets = new DnsSockets(
                new DnsSockets.Settings(wanted.listen(), wanted.workers(), wanted.udpSize(), wanted.idleSeconds()),
                () -> new Responder(
                        zones.publisher(), limiter, cookies, counters, environment.time(), wanted.udpSize()),
                requests,
                new ConnectionLimit(wanted.maxConnections(), wanted.maxConnectionsPerSource(), environment.metrics()));
    }

    /**
     * What the embedder provides.
     *
     * @param health which main servers work
     * @param numbers our own numbers, for ENUM
     * @param metrics where it counts
     * @param time the clock
     */
    public record Environment(HealthSource health, NumberSource numbers, Metrics metrics, TimeSource time) {}

    /** This server as a part of a daemon. */
    public Part part() {
        return new Part("dns", this::start, this::stop);
    }

    /**
     * Reads zones and binds sockets.
     *
     * @throws Exception with a message for the administrator, naming file and line or the address
     */
    public void start() throws Exception {
        try {
            work.call(zones::start);
            health.onChange(this::healthChanged);
            sockets.start();
        } catch (Exception e) {
            stop();
            throw e;
        }
    }

    /** Closes sockets and ends threads. A stopped server is not started again. */
    public void stop() throws Exception {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        sockets.close();
        work.call(zones::stop);
        work.close();
        transfersOut.shutdownNow();
        transfersIn.shutdownNow();
    }

    /** Where it listens. */
    public List<InetSocketAddress> addresses() {
        return sockets.addresses();
    }

    /**
     * Takes over other servers, addresses and weights.
     *
     * @throws Exception when they make no zone, or branches come or go; nothing has changed then
     */
    public void change(Topology topology) throws Exception {
        work.call(() -> zones.change(topology));
    }

    /**
     * Reads the zone files again.
     *
     * @throws Exception {@code file:line: …} when one is wrong; nothing has changed then
     */
    public void reload() throws Exception {
        work.call(zones::reload);
    }

    /** How it is, as a tree of maps and lists for {@code breakwater status}. */
    public Map<String, Object> status() {
        Map<String, Object> status = zones.status();
        status.put(
                "sockets", addresses().stream().map(InetSocketAddress::toString).toList());
        status.put("queries", counters.queries());
        status.put("rate_limited", counters.limitedReplies());
        return status;
    }

    /** Several changes within a moment lead to one new version. */
    private void healthChanged() {
        if (healthPending.compareAndSet(false, true)) {
            work.schedule(HEALTH_SETTLES_MILLIS, () -> {
                healthPending.set(false);
                zones.healthChanged();
            });
        }
    }

    private static Requests.Recursion forwarder(DnsConfig.Forwarding forwarding, Metrics metrics) {
        return new Forwarder(
                forwarding.upstreams(),
                forwarding.maxOutstanding(),
                Duration.ofMillis(forwarding.timeoutMillis()),
                metrics);
    }
}
