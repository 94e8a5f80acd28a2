package org.breakwater.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.dns.zone.Names;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResponderTest {

    private final Bench bench = new Bench(0);

    @Test
    void questionIsAnsweredWithAuthority() {
        Message reply = bench.ask("www.lan.test", Type.A);

        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RA)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(2);
    }

    @Test
    void replyRepeatsIdAndSpelling() {
        Message question = Bench.question("WwW.lAn.TeSt", Type.A);

        Message first = bench.ask(question, Bench.ANYBODY);
        Message again = bench.ask(Bench.question("www.LAN.test", Type.A), Bench.ANYBODY);

        assertThat(first.getHeader().getID()).isEqualTo(question.getHeader().getID());
        assertThat(first.getQuestion().getName().toString()).isEqualTo("WwW.lAn.TeSt.");
        assertThat(again.getQuestion().getName().toString()).isEqualTo("www.LAN.test.");
        assertThat(again.getSection(Section.ANSWER).get(0).getName().toString()).isEqualTo("www.LAN.test.");
    }

    @Test
    void rememberedReplyIsTheSameAsTheFirst() {
        for (String name : List.of("www.lan.test", "alias.lan.test", "no.lan.test", "x.sub.lan.test", "out.lan.test")) {
            Message question = Bench.question(name, Type.A);

            byte[] first = bench.ask(question, Bench.ANYBODY).toWire();
            byte[] second = bench.ask(question, Bench.ANYBODY).toWire();

            assertThat(second).as(name).isEqualTo(first);
        }
    }

    @Test
    void addressesComeInEveryOrder() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            first.add(bench.ask("www.lan.test", Type.A)
                    .getSection(Section.ANSWER)
                    .get(0)
                    .rdataToString());
        }

        assertThat(first).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    }

    @Test
    void sourceDecidesTheView() {
        Message everybody = bench.ask(Bench.question("_sip._tcp.pbx.test", Type.SRV), Bench.ANYBODY);
        Message paris = bench.ask(Bench.question("_sip._tcp.pbx.test", Type.SRV), Bench.PARIS);

        assertThat(everybody.getSection(Section.ANSWER)).hasSize(2);
        assertThat(paris.getSection(Section.ANSWER)).hasSize(3);
    }

    @Test
    void srvBringsTheAddressesOfItsTargets() {
        Message reply = bench.ask("_sip._tcp.pbx.test", Type.SRV);

        assertThat(reply.getSection(Section.ADDITIONAL))
                .extracting(Record::rdataToString)
                .contains("10.0.0.11", "10.0.0.12");
    }

    @Test
    void subnetIsBelievedFromItsSenderOnly() {
        Message question = Bench.question("_sip._tcp.pbx.test", Type.SRV);
        question.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ClientSubnetOption(24, IpNetwork.parseAddress("127.0.1.0")))),
                Section.ADDITIONAL);

        Message believed = bench.ask(question, Bench.RESOLVER);
        Message ignored = bench.ask(question, Bench.ANYBODY);

        assertThat(believed.getSection(Section.ANSWER)).hasSize(3);
        ClientSubnetOption echoed =
                (ClientSubnetOption) believed.getOPT().getOptions(8).get(0);
        assertThat(echoed.getScopePrefixLength()).isEqualTo(24);
        assertThat(echoed.getSourcePrefixLength()).isEqualTo(24);
        assertThat(ignored.getSection(Section.ANSWER)).hasSize(2);
        assertThat(ignored.getOPT().getOptions(8)).isEmpty();
    }

    @Test
    void scopeOfOthersLeavesTheNarrowestPrefixOut() {
        Message question = Bench.question("_sip._tcp.pbx.test", Type.SRV);
        question.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ClientSubnetOption(24, IpNetwork.parseAddress("127.0.2.0")))),
                Section.ADDITIONAL);

        ClientSubnetOption echoed = (ClientSubnetOption)
                bench.ask(question, Bench.RESOLVER).getOPT().getOptions(8).get(0);

        assertThat(echoed.getScopePrefixLength()).isEqualTo(23);
    }

    @Test
    void otherZonesAreRefused() {
        Message reply = bench.ask("www.elsewhere.test", Type.A);

        assertThat(reply.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
    }

    @Test
    void otherZonesGoElsewhereForThoseWhoMayRecurse() {
        Bench open = new Bench(0, NetworkList.parse(List.of("192.0.2.0/24")));

        assertThat(open.raw(Bench.question("www.elsewhere.test", Type.A).toWire(), Bench.ANYBODY))
                .isEqualTo(Responder.ELSEWHERE);
        assertThat(open.ask("www.lan.test", Type.A).getHeader().getFlag(Flags.RA))
                .isTrue();
        assertThat(open.ask(Bench.question("www.elsewhere.test", Type.A), Bench.PARIS)
                        .getRcode())
                .isEqualTo(Rcode.REFUSED);
    }

    @Test
    void aliasesThatGoInCirclesEnd() {
        Message reply = bench.ask("loop.lan.test", Type.A);

        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(reply.getSection(Section.ANSWER)).hasSize(2);
    }

    @Test
    void replyThatIsTooLongSaysSo() {
        Message reply = bench.ask("big.lan.test", Type.TXT);

        assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void replyThatIsTooLongForUdpFitsIntoTcp() {
        Message reply = bench.ask(Bench.question("big.lan.test", Type.TXT).toWire(), Bench.ANYBODY, true)
                .orElseThrow();

        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void additionalRecordsAreLeftOutBeforeAnythingIsCutOff() {
        Message question = Bench.question("pbx.test", Type.NAPTR);

        Message reply = bench.ask(question, Bench.PARIS);

        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(3);
        assertThat(reply.getSection(Section.ADDITIONAL)).isEmpty();
    }

    @Test
    void unknownVersionOfEdnsIsSaid() {
        Message question = Bench.question("www.lan.test", Type.A);
        question.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);

        Message reply = bench.ask(question, Bench.ANYBODY);

        assertThat(reply.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(reply.getOPT().getVersion()).isZero();
    }

    @Test
    void twoOptRecordsAreMalformed() {
        Message question = Bench.question("www.lan.test", Type.A);
        question.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        question.addRecord(new OPTRecord(512, 0, 0), Section.ADDITIONAL);

        assertThat(bench.ask(question, Bench.ANYBODY).getHeader().getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void otherClassesAreRefused() {
        Message question = Message.newQuery(Record.newRecord(Names.absolute("version.bind"), Type.TXT, DClass.CH));

        assertThat(bench.ask(question, Bench.ANYBODY).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void updatesAreNotKnown() {
        Message update = Message.newUpdate(Names.absolute("lan.test"));

        Message reply = bench.ask(update, Bench.ANYBODY);

        assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(reply.getHeader().getOpcode()).isEqualTo(Opcode.UPDATE);
    }

    @Test
    void repliesAreNeverAnswered() {
        Message reply = Bench.question("www.lan.test", Type.A);
        reply.getHeader().setFlag(Flags.QR);

        assertThat(bench.raw(reply.toWire(), Bench.ANYBODY)).isEqualTo(Responder.NOTHING);
        assertThat(bench.raw(new byte[11], Bench.ANYBODY)).isEqualTo(Responder.NOTHING);
    }

    @Test
    void brokenQuestionsAreMalformed() {
        byte[] packet = Bench.question("www.lan.test", Type.A).toWire();
        packet[12] = (byte) 0xc0;

        assertThat(bench.ask(packet, Bench.ANYBODY, false)
                        .orElseThrow()
                        .getHeader()
                        .getRcode())
                .isEqualTo(Rcode.FORMERR);
    }

    @Test
    void whoeverAsksTooMuchIsSlowedDown() {
        Bench limited = new Bench(10);
        int whole = 0;
        int slipped = 0;
        for (int i = 0; i < 100; i++) {
            var reply = limited.ask(Bench.question("www.lan.test", Type.A).toWire(), Bench.ANYBODY, false);
            whole += reply.filter(r -> !r.getHeader().getFlag(Flags.TC)).isPresent() ? 1 : 0;
            slipped += reply.filter(r -> r.getHeader().getFlag(Flags.TC)).isPresent() ? 1 : 0;
        }

        assertThat(whole).isEqualTo(10);
        assertThat(slipped).isEqualTo(45);
        assertThat(limited.ask(Bench.question("www.lan.test", Type.A).toWire(), Bench.ANYBODY, true))
                .isPresent();
        limited.time.advanceMillis(1000);
        assertThat(limited.ask("www.lan.test", Type.A).getHeader().getFlag(Flags.TC))
                .isFalse();
    }

    @Test
    void whoeverShowsOurCookieIsNotSlowedDown() {
        Bench limited = new Bench(1);
        Message question = Bench.question("www.lan.test", Type.A);
        question.addRecord(new OPTRecord(1232, 0, 0, 0, List.of(new CookieOption(new byte[8]))), Section.ADDITIONAL);
        CookieOption ours = (CookieOption)
                limited.ask(question, Bench.ANYBODY).getOPT().getOptions(10).get(0);
        Message known = Bench.question("www.lan.test", Type.A);
        known.addRecord(
                new OPTRecord(
                        1232,
                        0,
                        0,
                        0,
                        List.of(new CookieOption(
                                ours.getClientCookie(), ours.getServerCookie().orElseThrow()))),
                Section.ADDITIONAL);

        for (int i = 0; i < 20; i++) {
            assertThat(limited.ask(known, Bench.ANYBODY).getHeader().getFlag(Flags.TC))
                    .isFalse();
        }
    }
}
