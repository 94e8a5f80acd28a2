package org.breakwater.dns.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.zone.SipService;
import org.breakwater.dns.zone.Topology;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.platform.security.IpNetwork;

/** Reads the section {@code topology}. */
final class TopologyReader {

    private static final int U16 = 65_535;
    private static final int YEAR_SECONDS = 31_536_000;
    private static final int EXPIRE_SECONDS = 42 * 86_400;

    private final YamlSection section;
    private final List<DnsConfig.View> views = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>(List.of("hostmaster"));

    TopologyReader(YamlSection section) {
        this.section = section;
    }

    Optional<Topology> read() {
        if (!section.isPresent()) {
            return Optional.empty();
        }
        List<Topology.MainServer> mains = new ArrayList<>();
        for (YamlSection main : section.sections("mains")) {
            mains.add(main(main, mains.size()));
        }
        if (mains.isEmpty()) {
            section.report("mains", "is missing; a zone needs at least one main server");
        }
        List<Topology.Branch> branches = new ArrayList<>();
        for (YamlSection branch : section.sections("branches")) {
            branches.add(branch(branch));
        }
        Topology topology = new Topology(
                Fields.name(section, "zone"),
                times(),
                services(),
                section.list("service_names", List.of(), Fields::label),
                mains,
                branches);
        topology.serviceNames().forEach(name -> claim(section, "service_names", name));
        section.finish();
        return Optional.of(topology);
    }

    /** The views of the branches, in their order. */
    List<DnsConfig.View> views() {
        return views;
    }

    private Topology.ZoneTimes times() {
        return new Topology.ZoneTimes(
                section.integer("service_ttl_seconds", 120, 1, YEAR_SECONDS),
                section.integer("host_ttl_seconds", 3600, 1, YEAR_SECONDS),
                section.integer("negative_ttl_seconds", 60, 1, YEAR_SECONDS),
                section.integer("refresh_seconds", 900, 10, YEAR_SECONDS),
                section.integer("retry_seconds", 120, 10, YEAR_SECONDS),
                section.integer("expire_seconds", EXPIRE_SECONDS, 60, 10 * YEAR_SECONDS));
    }

    private List<Topology.OfferedService> services() {
        List<Topology.OfferedService> offers = new ArrayList<>();
        for (YamlSection one : section.sections("services")) {
            SipService service = one.parsed("service", SipService.TCP, SipService::parse);
            if (one.text("service").isEmpty()) {
                one.report("service", "is missing; write SIP+D2T, SIPS+D2T or SIP+D2U");
            }
            offers.add(new Topology.OfferedService(
                    service,
                    one.integer("order", 10, 0, U16),
                    one.integer("preference", 10, 0, U16),
                    one.integer("port", service.defaultPort(), 1, U16)));
            one.finish();
        }
        return offers.isEmpty() ? defaultServices() : offers;
    }

    /** TCP before TLS before UDP. */
    private static List<Topology.OfferedService> defaultServices() {
        return Arrays.stream(SipService.values())
                .map(service ->
                        new Topology.OfferedService(service, 10 * (service.ordinal() + 1), 10, service.defaultPort()))
                .toList();
    }

    private Topology.MainServer main(YamlSection one, int index) {
        Topology.MainServer main = new Topology.MainServer(
                Fields.label(one, "name"),
                Fields.addresses(one, "addresses"),
                one.integer("priority", index == 0 ? 10 : 20, 0, U16),
                one.integer("weight", 50, 0, U16));
        claim(one, "name", main.name());
        one.finish();
        return main;
    }

    private Topology.Branch branch(YamlSection one) {
        String name = Fields.label(one, "name");
        List<IpNetwork> prefixes = one.list("prefixes", List.of(), IpNetwork::parse);
        if (prefixes.isEmpty()) {
            one.report("prefixes", "is missing; write the networks of the branch's phones");
        }
        views.add(new DnsConfig.View(name, prefixes, one.text("key"), Fields.places(one, "notify")));
        Topology.Branch branch = new Topology.Branch(name, prefixes, lifeGuard(one.section("lifeguard")));
        one.finish();
        return branch;
    }

    private Optional<Topology.LifeGuard> lifeGuard(YamlSection one) {
        if (!one.isPresent()) {
            return Optional.empty();
        }
        Topology.LifeGuard lifeGuard = new Topology.LifeGuard(
                Fields.label(one, "name"),
                Fields.addresses(one, "addresses"),
                one.integer("priority", 30, 0, U16),
                one.integer("weight", 50, 0, U16));
        claim(one, "name", lifeGuard.name());
        one.finish();
        return Optional.of(lifeGuard);
    }

    private void claim(YamlSection one, String key, String name) {
        if (!hosts.add(name.toLowerCase(Locale.ROOT))) {
            one.report(key, "the name \"" + name + "\" is taken in this zone already");
        }
    }
}
