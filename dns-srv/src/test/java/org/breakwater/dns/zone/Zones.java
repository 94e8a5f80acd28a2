package org.breakwater.dns.zone;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.security.IpNetwork;
import org.xbill.DNS.Name;

/** Zones for tests. */
public final class Zones {

    public static final Name ORIGIN = Names.absolute("lan.test");

    private Zones() {}

    /** A zone from lines of a master file without SOA and NS, which are added. */
    public static ZoneContents zone(long serial, String... lines) {
        String head = "$TTL 300\n@ IN SOA ns1 hostmaster " + serial + " 900 120 86400 60\n@ NS ns1\nns1 A 192.0.2.53\n";
        try {
            Path folder = Files.createTempDirectory("dns-zone");
            Path file = folder.resolve("z");
            Files.write(file, (head + String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            ZoneContents zone = MasterFileReader.read(folder, Path.of("z"), ORIGIN);
            Files.delete(file);
            Files.delete(folder);
            return zone;
        } catch (java.io.IOException | ZoneException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two mains, two branches with a LifeGUARD and one without. */
    public static Topology topology() {
        return new Topology(
                Names.absolute("pbx.test"),
                new Topology.ZoneTimes(120, 3600, 60, 900, 120, 3_628_800),
                List.of(
                        new Topology.OfferedService(SipService.TCP, 10, 10, 5060),
                        new Topology.OfferedService(SipService.TLS, 20, 10, 5061),
                        new Topology.OfferedService(SipService.UDP, 30, 10, 5060)),
                List.of("sip"),
                List.of(
                        new Topology.MainServer("sip1", addresses("10.0.0.11", "2001:db8::11"), 10, 50),
                        new Topology.MainServer("sip2", addresses("10.0.0.12"), 20, 50)),
                List.of(branch("paris", 1, true), branch("rome", 2, true), branch("bern", 3, false)));
    }

    public static List<InetAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(IpNetwork::parseAddress).toList();
    }

    private static Topology.Branch branch(String name, int number, boolean withLifeGuard) {
        Topology.LifeGuard own = new Topology.LifeGuard("lg-" + name, addresses("10." + number + ".0.5"), 30, 50);
        return new Topology.Branch(
                name,
                List.of(IpNetwork.parse("127.0." + number + ".0/24")),
                withLifeGuard ? Optional.of(own) : Optional.empty());
    }
}
