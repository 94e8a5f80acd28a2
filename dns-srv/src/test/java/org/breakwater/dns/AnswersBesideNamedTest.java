package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.breakwater.dns.zone.Names;
import org.breakwater.platform.security.IpNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferIn;

/**
 * The same zones and views in a real BIND: every name, type and source must get the same answer. BIND reads the generated
 * zones as our server transfers them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersBesideNamedTest {

    private static final List<String> SOURCES = List.of("127.0.1.9", "127.0.2.9", "127.0.3.9");
    private static final Map<String, String> VIEWS =
            new LinkedHashMap<>(Map.of("paris", "127.0.1.9", "rome", "127.0.2.9"));
    private static final List<String> TYPES = List.of(
            "A", "AAAA", "NS", "SOA", "MX", "TXT", "SRV", "NAPTR", "CNAME", "DNAME", "PTR", "CAA", "DS", "TYPE4711");
    private static final List<String> NAMES = List.of(
            "pbx.test",
            "PBX.Test",
            "sip.pbx.test",
            "sip1.pbx.test",
            "sip2.pbx.test",
            "lg-paris.pbx.test",
            "lg-rome.pbx.test",
            "_tcp.pbx.test",
            "_sip._tcp.pbx.test",
            "_sips._tcp.pbx.test",
            "_sip._udp.pbx.test",
            "_none._udp.pbx.test",
            "nobody.pbx.test",
            "x.sip1.pbx.test",
            "office.test",
            "www.office.test",
            "alias.office.test",
            "chain.office.test",
            "outside.office.test",
            "dangling.office.test",
            "loop.office.test",
            "name.office.test",
            "deep.name.office.test",
            "a.deep.name.office.test",
            "b.deep.name.office.test",
            "wild.office.test",
            "x.wild.office.test",
            "x.y.wild.office.test",
            "there.wild.office.test",
            "x.there.wild.office.test",
            "*.wild.office.test",
            "x.wildalias.office.test",
            "sub.office.test",
            "x.sub.office.test",
            "ns.sub.office.test",
            "tosub.office.test",
            "old.office.test",
            "x.old.office.test",
            "www.old.office.test",
            "mail.office.test",
            "odd\\.label.office.test",
            "\\200\\000bin.office.test",
            "elsewhere.example");

    private static final String OFFICE = """
            $TTL 600
            @ IN SOA ns1 host\\.master 5 900 120 86400 90
            @ NS ns1
            @ NS ns.elsewhere.example.
            @ MX 10 mail
            @ TXT "office" "of two strings"
            @ CAA 0 issue "ca.example"
            ns1 A 192.0.2.53
            www 60 A 192.0.2.1
            www 60 A 192.0.2.2
            www AAAA 2001:db8::1
            alias CNAME www
            chain CNAME alias
            across CNAME sip1.pbx.test.
            outside CNAME www.elsewhere.example.
            dangling CNAME nobody
            loop CNAME loop2
            loop2 CNAME loop
            a.deep.name A 192.0.2.3
            *.wild A 192.0.2.4
            *.wild MX 5 mail
            there.wild TXT "there"
            *.wildalias CNAME www
            sub NS ns.sub
            sub NS ns.other.example.
            ns.sub A 192.0.2.5
            tosub CNAME x.sub
            old DNAME new
            www.new A 192.0.2.6
            mail A 192.0.2.7
            mail SRV 1 2 25 mail
            odd\\.label A 192.0.2.8
            \\200\\000bin A 192.0.2.9
            naptr NAPTR 10 10 "S" "SIP+D2T" "" _sip._tcp.pbx.test.
            x PTR www
            typed TYPE4711 \\# 4 0a000001
            """;

    private OurServer ours;
    private NamedServer named;

    @BeforeAll
    void startBoth(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("zones"));
        Files.writeString(home.resolve("zones/office.test.zone"), OFFICE);
        ours = new OurServer(home, 0, Topologies.TWO_BRANCHES + """
                transfer: {networks: [127.0.0.0/8]}
                zones:
                  - {name: office.test}
                """);
        named = NamedServer.prepare();
        named.write("office", OFFICE);
        StringBuilder views = new StringBuilder();
        for (Map.Entry<String, String> view : VIEWS.entrySet()) {
            named.write("pbx." + view.getKey(), transferred(view.getValue()));
            views.append(view(view.getKey(), view.getValue().replaceAll("9$", "0/24")));
        }
        named.write("pbx.default", transferred("127.0.3.9"));
        views.append(view("default", "any"));
        named.start("notify no; minimal-any yes; zero-no-soa-ttl no; check-names primary ignore;", views.toString());
    }

    @AfterAll
    void stopBoth() {
        ours.close();
        named.close();
    }

    @Test
    void everyNameTypeAndSourceGetsTheAnswerOfBind() throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String source : SOURCES) {
            for (String name : NAMES) {
                for (String type : TYPES) {
                    Answered mine = ask(ours.address(), source, name, type);
                    Answered theirs = ask(named.address(), source, name, type);
                    compared++;
                    if (!mine.equals(theirs)) {
                        differences.add(source + " " + name + " " + type + "\n  ours  " + mine + "\n  named " + theirs);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(1500);
    }

    /** BIND leaves it to the client to ask again; phones seldom do. */
    @Test
    void aliasIsFollowedIntoOtherZonesFurtherThanBindDoes() throws IOException {
        Answered mine = ask(ours.address(), "127.0.1.9", "across.office.test", "A");
        Answered theirs = ask(named.address(), "127.0.1.9", "across.office.test", "A");

        assertThat(theirs.answer()).hasSize(1);
        assertThat(mine.answer()).hasSize(2).containsAll(theirs.answer());
    }

    @Test
    void questionForEverythingGetsOneSetFromBoth() throws IOException {
        for (String name : List.of("office.test", "pbx.test", "www.office.test", "x.wild.office.test")) {
            Message mine = OurServer.ask(ours.address(), "127.0.1.9", name, Type.ANY);
            Message theirs = OurServer.ask(named.address(), "127.0.1.9", name, Type.ANY);

            assertThat(mine.getSectionRRsets(Section.ANSWER)).as(name).hasSize(1);
            assertThat(theirs.getSectionRRsets(Section.ANSWER)).as(name).hasSize(1);
        }
    }

    @Test
    void ednsIsTreatedAlike() throws IOException {
        for (int version : List.of(0, 1, 200)) {
            for (int size : List.of(0, 512, 1232, 65_535)) {
                Message question = OurServer.question("pbx.test", Type.NAPTR);
                question.addRecord(new OPTRecord(size, 0, version, 0), Section.ADDITIONAL);

                Message mine = OurServer.resolver(ours.address(), "127.0.1.9").send(question);
                Message theirs =
                        OurServer.resolver(named.address(), "127.0.1.9").send(question);

                assertThat(mine.getRcode())
                        .as("version " + version + " size " + size)
                        .isEqualTo(theirs.getRcode());
                assertThat(mine.getOPT().getVersion()).isEqualTo(theirs.getOPT().getVersion());
                assertThat(mine.getHeader().getFlag(Flags.TC))
                        .isEqualTo(theirs.getHeader().getFlag(Flags.TC));
            }
        }
    }

    private String transferred(String source) throws Exception {
        ZoneTransferIn transfer = ZoneTransferIn.newAXFR(Names.absolute("pbx.test"), ours.address(), null);
        transfer.setLocalAddress(new InetSocketAddress(IpNetwork.parseAddress(source), 0));
        transfer.run();
        List<Record> records = transfer.getAXFR();
        return records.subList(0, records.size() - 1).stream()
                        .map(Record::toString)
                        .collect(Collectors.joining("\n")) + "\n";
    }

    private static String view(String name, String clients) {
        return "view \"" + name + "\" { match-clients { " + clients + "; };"
                + " zone \"pbx.test\" { type primary; file \"pbx." + name + "\"; };"
                + " zone \"office.test\" { type primary; file \"office\"; }; };\n";
    }

    private static Answered ask(InetSocketAddress server, String source, String name, String type) throws IOException {
        Message question = OurServer.question(name, Type.value(type, true));
        question.getHeader().unsetFlag(Flags.RD);
        Message reply = OurServer.resolver(server, source).send(question);
        boolean authorityMatters = reply.getSection(Section.ANSWER).isEmpty() || reply.getRcode() == Rcode.NXDOMAIN;
        return new Answered(
                Rcode.string(reply.getRcode()),
                reply.getHeader().getFlag(Flags.AA),
                reply.getHeader().getFlag(Flags.TC),
                shown(reply.getSection(Section.ANSWER)),
                authorityMatters ? shown(reply.getSection(Section.AUTHORITY)) : new TreeSet<>());
    }

    /** Names are compared whatever their case: BIND repeats the zone's spelling, we the question's. */
    private static TreeSet<String> shown(List<Record> records) {
        return records.stream()
                .map(record -> record.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Answered(
            String rcode,
            boolean authoritative,
            boolean truncated,
            TreeSet<String> answer,
            TreeSet<String> authority) {}
}
