package org.breakwater.daemon.base;

import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.transport.NettyTransport;
import org.breakwater.sip.transport.WorkerGroup;

/** Values read when metrics are scraped. */
public final class Gauges {

    private Gauges() {}

    static void register(
            Metrics metrics, NettyTransport transport, WorkerGroup workers, Locations locations, CallDirectory calls) {
        metrics.gauge(
                "breakwater_registered_users",
                "Addresses of record with bindings",
                () -> locations.all().stream().mapToInt(Location::size).sum());
        metrics.gauge(
                "breakwater_calls",
                "Calls that are up or being set up",
                () -> calls.list().size());
        metrics.gauge(
                "breakwater_connections",
                "Open connections",
                () -> transport.counters().connections());
        metrics.gauge(
                "breakwater_worker_lag_seconds",
                "How far behind the slowest worker is",
                () -> workers.maxLagNanos() / 1e9);
        for (TransportProtocol p : TransportProtocol.values()) {
            metrics.gauge(
                    "breakwater_messages_in",
                    "Messages received since the start",
                    () -> transport.counters().messagesIn().getOrDefault(p, 0L),
                    "transport",
                    p.token());
            metrics.gauge(
                    "breakwater_messages_out",
                    "Messages sent since the start",
                    () -> transport.counters().messagesOut().getOrDefault(p, 0L),
                    "transport",
                    p.token());
        }
    }
}
