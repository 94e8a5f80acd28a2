package org.breakwater.presence.document.pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidfTest {

    private final Presences random = new Presences(1);

    static Presence read(String text) throws DocumentException {
        return PidfReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void documentOfASnomPhoneIsRead() throws DocumentException {
        Presence presence = PidfReader.read(Golden.octets("snom-publish.xml"));

        assertThat(presence.entity()).isEqualTo("pres:1001@pbx.example.lan");
        assertThat(presence.tuples())
                .containsExactly(new Tuple(
                        "snom320-0004132495C2",
                        Basic.OPEN,
                        "Lunch",
                        new Tuple.Contact("sip:1001@pbx.example.lan", "1.00"),
                        "",
                        List.of(new Note("en", "Lunch")),
                        null));
    }

    @Test
    void richDocumentIsReadWithPersonDeviceAndTimes() throws DocumentException {
        Presence presence = PidfReader.read(Golden.octets("rich-publish.xml"));

        Person person = presence.persons().get(0);
        assertThat(person.activities().kinds()).containsExactly(Activity.MEETING, Activity.OTHER);
        assertThat(person.activities().other()).isEqualTo("quarterly review");
        assertThat(person.activities().from()).isEqualTo(Instant.parse("2026-11-30T13:00:00Z"));
        assertThat(person.activities().until()).isNull();
        assertThat(person.notes()).containsExactly(new Note("de", "Besprechung"), Note.of("meeting"));
        assertThat(presence.devices()).extracting(Device::deviceId).containsExactly("urn:x-mac:0003ba4811e3");
        assertThat(presence.tuples().get(0).deviceId()).isEqualTo("urn:x-mac:0003ba4811e3");
        assertThat(presence.tuples().get(0).timestamp()).isEqualTo(Instant.parse("2026-11-30T13:05:00.250Z"));
        assertThat(presence.notes()).containsExactly(Note.of("as published by a softphone"));
    }

    @Test
    void richDocumentIsWrittenInOneForm() throws DocumentException {
        Presence presence = PidfReader.read(Golden.octets("rich-publish.xml"));

        Golden.assertSame("rich-canonical.xml", PidfWriter.write(presence));
    }

    @Test
    void activitiesOfDraftsBecomeAPersons() throws DocumentException {
        Presence tuple = read("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b'><tuple id='t'><status>"
                + "<basic>open</basic><r:activities xmlns:r='urn:ietf:params:xml:ns:pidf:status:rpid'><r:away/>"
                + "</r:activities></status></tuple></presence>");
        Presence person = read("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b'"
                + " xmlns:pp='urn:ietf:params:xml:ns:pidf:person' xmlns:ep='urn:ietf:params:xml:ns:pidf:rpid:rpid-person'>"
                + "<pp:person><status><ep:activities><ep:busy/></ep:activities></status></pp:person></presence>");

        assertThat(tuple.persons().get(0).activities()).isEqualTo(Activities.of(Activity.AWAY));
        assertThat(person.persons().get(0).activities()).isEqualTo(Activities.of(Activity.BUSY));
    }

    @Test
    void unknownExtensionsArePassedOver() throws DocumentException {
        Presence presence = read(
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b' xmlns:x='urn:x'>"
                        + "<x:new><tuple id='hidden'/></x:new><tuple id='t'><status><basic>OPEN</basic><x:y/></status><x:z/>"
                        + "<contact priority='high'>sip:a@192.0.2.1</contact><timestamp>yesterday</timestamp></tuple></presence>");

        assertThat(presence.tuples())
                .containsExactly(Tuple.of("t", Basic.OPEN).at(new Tuple.Contact("sip:a@192.0.2.1", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <presence xmlns='urn:ietf:params:xml:ns:pidf'/> | <presence> has no attribute entity
                    <dialog-info entity='sip:a@b'/>                 | the root is <dialog-info> in "";
                    <presence xmlns='urn:x' entity='sip:a@b'/>      | begins with <presence xmlns=
                    """)
    void errorsNameTheElementAndSayWhatToDo(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsWrittenIsReadBackAndWrittenTheSameAgain() throws DocumentException {
        for (int i = 0; i < 3_000; i++) {
            Presence presence = random.next("sip:1001@pbx.example.lan");
            byte[] octets = PidfWriter.write(presence);
            Presence again = PidfReader.read(octets, XmlLimits.OWN);
            assertThat(again).isEqualTo(presence);
            assertThat(PidfWriter.write(again)).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pres:1001@Example.LAN, sip:1001@example.lan",
        "1001@example.lan, sip:1001@example.lan",
        "<sip:1001@example.lan:5060;transport=tcp>, sip:1001@example.lan",
        "SIPS:1001@example.lan?x=y, sips:1001@example.lan",
        "sip:1001;phone-context=x@[2001:DB8::1]:5060, sip:1001;phone-context=x@[2001:db8::1]",
        "im:Ann@example.lan, sip:Ann@example.lan",
        "sip:example.lan, sip:example.lan",
        "'', sip:"
    })
    void entityIsSpelledInOneWay(String uri, String sip) {
        assertThat(Entity.sip(uri)).isEqualTo(sip);
        assertThat(Entity.sip(sip)).isEqualTo(sip);
    }

    @Test
    void documentIsClosedWhenNoTupleIsOpenAndOneSaysSo() {
        Tuple open = Tuple.of("a", Basic.OPEN);
        Tuple closed = Tuple.of("b", Basic.CLOSED);
        Tuple silent = Tuple.of("c", null);

        assertThat(Presence.of("sip:a@b", closed).isClosed()).isTrue();
        assertThat(Presence.of("sip:a@b", silent).isClosed()).isFalse();
        assertThat(new Presence("sip:a@b", List.of(closed, open), List.of(), List.of(), List.of()).isClosed())
                .isFalse();
        assertThat(Presence.offline("sip:a@b").isClosed()).isTrue();
    }
}
