package org.breakwater.pbx.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.dns.DnsServer;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.dns.zone.Topology;
import org.breakwater.pbx.names.AliasNumbers;
import org.breakwater.pbx.names.MainsHealth;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.AliasDirectory;
import org.breakwater.platform.lifecycle.Part;

/** The DNS server within a main server. */
final class Naming {

    /** The table the shipped script looks numbers up in. */
    private static final String ALIASES = "dbaliases";

    private final Foundation foundation;
    private final Optional<MainsHealth> health;
    private final DnsServer server;
    private ScheduledFuture<?> looking;

    Naming(DnsConfig config, Foundation foundation, Signalling signalling) {
        this.foundation = foundation;
        Optional<Topology> topology = config.zones().topology();
        // A server that is alone has nobody whose health it could know.
        this.health = foundation
                .mains()
                .flatMap(mains -> topology.map(t -> new MainsHealth(
                        foundation.members(), names(t), signalling::takesPhones, mains::says, foundation.time())));
        boolean numbers = config.zones().numbers().isPresent();
        AliasDirectory aliases = numbers ? foundation.directories().own().aliases(ALIASES) : null;
        this.server = new DnsServer(
                config,
                new DnsServer.Environment(
                        health.<HealthSource>map(h -> h).orElse(HealthSource.ALL_UP),
                        numbers
                                ? new AliasNumbers(
                                        aliases, topology.map(t -> t.zone().toString(true)))
                                : NumberSource.NONE,
                        foundation.metrics(),
                        foundation.time()));
    }

    private static Set<String> names(Topology topology) {
        return topology.mains().stream().map(Topology.MainServer::name).collect(Collectors.toSet());
    }

    Part part() {
        return new Part("dns", this::start, this::stop);
    }

    private void start() throws Exception {
        server.start();
        health.ifPresent(h -> looking = foundation.scheduler().scheduleAtFixedRate(h::look, 0, 1, TimeUnit.SECONDS));
    }

    private void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        server.stop();
    }

    /**
     * Reads zone files again.
     *
     * @throws ControlException when one is wrong; no file is taken over then
     */
    List<String> reload() throws ControlException {
        try {
            server.reload();
            return List.of("zone files are read again");
        } catch (Exception e) {
            throw new ControlException("the zones stay as they were, the rest was read again: " + e.getMessage());
        }
    }

    Map<String, Object> status() {
        return server.status();
    }
}
