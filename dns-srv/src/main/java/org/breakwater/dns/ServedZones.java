package org.breakwater.dns;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.breakwater.dns.answer.ViewAnswers;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.publish.GeneratedZones;
import org.breakwater.dns.publish.Publisher;
import org.breakwater.dns.publish.StaticZones;
import org.breakwater.dns.secondary.SecondaryZone;
import org.breakwater.dns.secondary.TransferIn;
import org.breakwater.dns.secondary.ZoneFiles;
import org.breakwater.dns.transfer.Notifier;
import org.breakwater.dns.transfer.Requests;
import org.breakwater.dns.transfer.TransferKey;
import org.breakwater.dns.zone.EnumZone;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.Topology;
import org.breakwater.dns.zone.UnavailableZone;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.dns.zone.ZoneVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/** All zones of the configuration and where they come from. Work thread, except where a method says otherwise. */
final class ServedZones implements Requests.NotifyListener {

    private static final Logger LOG = LoggerFactory.getLogger(ServedZones.class);
    private static final long DAY = 86_400;

    private final DnsConfig config;
    private final DnsServer.Environment environment;
    private final Notifier notifier;
    private final WorkThread work;
    private final Pools pools;
    private final KeyRing keys;
    private final Publisher publisher;
    private final StaticZones files;
    private final Optional<GeneratedZones> generated;
    private final List<Copy> copies = new ArrayList<>();
    private final Map<String, String> phases = new ConcurrentHashMap<>();

    ServedZones(DnsConfig config, DnsServer.Environment environment, Notifier notifier, WorkThread work, Pools pools) {
        this.config = config;
        this.environment = environment;
        this.notifier = notifier;
        this.work = work;
        this.pools = pools;
        this.keys = new KeyRing(config, environment.time());
        this.publisher = new Publisher(
                config.views().stream()
                        .map(view -> new Publisher.View(view.name(), view.prefixes()))
                        .toList(),
                new Publisher.Settings(
                        config.limits().subnetSenders(),
                        config.forwarding().clients(),
                        powerOfTwo(config.limits().rememberedAnswers()),
                        pools.seed(),
                        config.transfer().journal()),
                this::changed);
        this.files = new StaticZones(
                publisher,
                config.zones().folder(),
                config.zones().files().stream()
                        .map(file -> new StaticZones.ZoneFile(file.origin(), file.file(), indexes(file.views())))
                        .toList());
        this.generated = config.zones()
                .topology()
                .map(topology -> new GeneratedZones(
                        publisher,
                        topology,
                        environment.health(),
                        environment.time(),
                        config.zones().serverNumber()));
        config.zones().secondaries().forEach(this::addCopy);
    }

    /**
     * What else is needed.
     *
     * @param transfersIn for transfers from primaries
     * @param seed of the tables of replies
     */
    record Pools(Executor transfersIn, int seed) {}

    private record Copy(DnsConfig.Secondary config, List<Integer> views, SecondaryZone zone, CopiedZone shown) {}

    /** Any thread. */
    Publisher publisher() {
        return publisher;
    }

    /** Any thread. */
    KeyRing keys() {
        return keys;
    }

    void start() throws ZoneException {
        files.load();
        if (generated.isPresent()) {
            generated.get().refresh();
        }
        if (config.zones().numbers().isPresent()) {
            publisher.publish(
                    indexes(List.of()), enumZone(config.zones().numbers().get()));
        }
        for (Copy copy : copies) {
            publisher.publish(copy.views(), new UnavailableZone(copy.config().origin()));
            copy.zone().start();
            notePhase(copy);
        }
    }

    void stop() {
        copies.forEach(copy -> copy.zone().stop());
    }

    void reload() throws ZoneException {
        files.load();
    }

    void change(Topology topology) throws ZoneException {
        if (generated.isEmpty()) {
            throw new ZoneException("this server has no topology, only copies");
        }
        generated.get().change(topology);
    }

    void healthChanged() {
        copies.forEach(copy -> copy.shown().healthChanged());
        try {
            if (generated.isPresent()) {
                generated.get().refresh();
            }
        } catch (ZoneException e) {
            LOG.error("the zone could not be made again: {}", e.getMessage());
        }
    }

    /** On event loops. */
    @Override
    public boolean notified(Name zone, InetSocketAddress source, Optional<TransferKey> key) {
        boolean ours = false;
        for (Copy copy : copies) {
            if (copy.config().origin().equals(zone) && copy.shown().mayNotify(source.getAddress(), key)) {
                InetSocketAddress primary = copy.shown().primary(source.getAddress());
                work.execute(() -> copy.zone().notified(primary));
                ours = true;
            }
        }
        return ours;
    }

    /** Any thread. */
    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        List<Object> views = new ArrayList<>();
        for (ViewAnswers view : publisher.get().views()) {
            Map<String, Object> serials = new LinkedHashMap<>();
            view.zones().stream()
                    .sorted((a, b) -> a.origin().compareTo(b.origin()))
                    .forEach(zone -> serials.put(
                            zone.origin().toString(true),
                            zone instanceof ZoneVersion version
                                    ? (Object) version.contents().serial()
                                    : zone instanceof UnavailableZone ? "unavailable" : "dynamic"));
            views.add(Map.of("view", view.name(), "zones", serials));
        }
        status.put("views", views);
        status.put("copies", new LinkedHashMap<>(phases));
        status.put("mains_down", generated.map(g -> List.copyOf(g.down())).orElse(List.of()));
        return status;
    }

    private void addCopy(DnsConfig.Secondary copy) {
        List<Integer> views = indexes(copy.views());
        String scope = copy.views().isEmpty() ? "all" : String.join("+", copy.views());
        CopiedZone shown = new CopiedZone(
                copy, views, publisher, environment.health(), () -> work.execute(ServedZones.this::notePhases));
        SecondaryZone zone = SecondaryZone.of(
                new SecondaryZone.Identity(copy.origin(), scope, copy.expireSeconds()),
                new TransferIn(copy.origin(), copy.primaries(), keys.find(copy.key())),
                new ZoneFiles(config.zones().storage(), environment.time()),
                new SecondaryZone.Threads(work, work, pools.transfersIn()),
                shown);
        copies.add(new Copy(copy, views, zone, shown));
    }

    private void notePhases() {
        copies.forEach(this::notePhase);
    }

    private void notePhase(Copy copy) {
        String serial = copy.zone().serial().map(s -> " serial " + s).orElse("");
        phases.put(copy.config().origin().toString(true), copy.zone().phase() + serial);
    }

    private void changed(int view, ZoneVersion zone) {
        DnsConfig.View shown = config.views().get(view);
        List<Notifier.Secondary> secondaries = new ArrayList<>();
        for (InetSocketAddress address : shown.secondaries()) {
            secondaries.add(new Notifier.Secondary(address, keys.find(shown.key())));
        }
        if (!secondaries.isEmpty()) {
            notifier.changed(zone.contents().soa(), secondaries);
        }
    }

    private EnumZone enumZone(DnsConfig.EnumNumbers numbers) throws ZoneException {
        Name origin = numbers.origin();
        long ttl = numbers.ttlSeconds();
        SOARecord soa = new SOARecord(
                origin,
                DClass.IN,
                ttl,
                numbers.nameServer(),
                Names.below("hostmaster", origin),
                1,
                DAY,
                DAY,
                DAY,
                Math.min(ttl, 60));
        ZoneContents apex =
                ZoneContents.of(origin, List.of(soa, new NSRecord(origin, DClass.IN, ttl, numbers.nameServer())));
        return new EnumZone(apex, environment.numbers(), ttl);
    }

    private List<Integer> indexes(List<String> names) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < config.views().size(); i++) {
            byName.put(config.views().get(i).name(), i);
        }
        return names.isEmpty()
                ? IntStream.range(0, config.views().size()).boxed().toList()
                : names.stream().map(byName::get).toList();
    }

    private static int powerOfTwo(int atLeast) {
        return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    }
}
