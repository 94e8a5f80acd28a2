package org.breakwater.dns.publish;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.Serials;
import org.breakwater.dns.zone.Topology;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.dns.zone.ZoneGenerator;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the phones' zone for every view and makes it again when a main server falls ill or recovers. Work thread only.
 */
public final class GeneratedZones {

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedZones.class);

    private final Publisher publisher;
    private final HealthSource health;
    private final TimeSource time;
    private final int slot;
    private Topology topology;
    private Set<String> down = Set.of();

    /**
     * Nothing is published yet.
     *
     * @param topology whose branches are the views 1, 2, … of {@code publisher}, in this order
     * @param slot of this server's serials
     */
    public GeneratedZones(Publisher publisher, Topology topology, HealthSource health, TimeSource time, int slot) {
        this.publisher = publisher;
        this.topology = topology;
        this.health = health;
        this.time = time;
        this.slot = slot;
    }

    /**
     * Publishes what differs from what is shown.
     *
     * @return in how many views it did
     * @throws ZoneException when the topology makes no zone; nothing has changed then
     */
    public int refresh() throws ZoneException {
        return publish(topology);
    }

    /**
     * Takes over other servers, addresses and weights. The branches must be the same as before, since views are.
     *
     * @throws ZoneException when it makes no zone or has other branches; nothing has changed then
     */
    public int change(Topology changed) throws ZoneException {
        List<String> before =
                topology.branches().stream().map(Topology.Branch::name).toList();
        List<String> after =
                changed.branches().stream().map(Topology.Branch::name).toList();
        if (!before.equals(after) || !changed.zone().equals(topology.zone())) {
            throw new ZoneException("other branches or another zone name need a restart of the DNS server");
        }
        int views = publish(changed);
        topology = changed;
        return views;
    }

    /** Main servers that are left out of answers now, as far as others are left. */
    public Set<String> down() {
        return down;
    }

    private int publish(Topology wanted) throws ZoneException {
        Set<String> ill = new HashSet<>(health.down());
        ZoneGenerator generator = new ZoneGenerator(wanted);
        int changed = 0;
        for (int view = 0; view < publisher.views().size(); view++) {
            Optional<ZoneVersion> shown = publisher
                    .zone(view, wanted.zone())
                    .filter(ZoneVersion.class::isInstance)
                    .map(ZoneVersion.class::cast);
            long serial =
                    Serials.next(shown.map(zone -> zone.contents().serial()).orElse(0L), time.epochSeconds(), slot);
            ZoneContents made = generator.generate(lifeGuard(wanted, view), ill, serial);
            if (shown.isEmpty() || !shown.get().contents().sameRecords(made)) {
                publisher.publish(List.of(view), made);
                changed++;
            }
        }
        if (!ill.equals(down)) {
            LOG.warn("main servers down: {}", ill.isEmpty() ? "none" : ill);
            down = Set.copyOf(ill);
        }
        return changed;
    }

    private static Optional<Topology.LifeGuard> lifeGuard(Topology topology, int view) {
        return view == 0 || view > topology.branches().size()
                ? Optional.empty()
                : topology.branches().get(view - 1).lifeGuard();
    }
}
