package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderElementsTest {

    private static final String ROUTES = "Route: <sip:a;lr> , \"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\" ,\r\n  <sip:d>\r\n"
            + "Via: v\r\n"
            + "Route:,, <sip:e>,\r\n";

    @Test
    void elementsOfAllFieldsComeInOrder() throws SipParseException {
        assertThat(request(ROUTES).values(HeaderName.ROUTE))
                .containsExactly("<sip:a;lr>", "\"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\"", "<sip:d>", "<sip:e>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|Route: \"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\" ,~  <sip:d>~Via: v~Route:,, <sip:e>,~",
                "1|Route: <sip:a;lr> ,~  <sip:d>~Via: v~Route:,, <sip:e>,~",
                "2|Route: <sip:a;lr> , \"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\"~Via: v~Route:,, <sip:e>,~",
                "3|Route: <sip:a;lr> , \"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\" ,~  <sip:d>~Via: v~",
                "0 1|Route: <sip:d>~Via: v~Route:,, <sip:e>,~",
                "0 2|Route: \"x, y\" <sip:b,c;lr>;p=\"q,\\\"r\"~Via: v~Route:,, <sip:e>,~",
                "1 2|Route: <sip:a;lr>~Via: v~Route:,, <sip:e>,~",
                "0 1 2|Via: v~Route:,, <sip:e>,~",
                "0 1 2 3|Via: v~",
            })
    void removedElementTakesItsCommaAlong(String which, String left) throws SipParseException {
        // Given
        SipMessage m = request(ROUTES);
        MessageEdits edits = new MessageEdits();
        HeaderElements elements = m.elements(HeaderName.ROUTE);
        List<String> removed = List.of(which.split(" "));

        // When
        for (int i : IntStream.range(0, 4).toArray()) {
            assertThat(elements.next()).isTrue();
            if (removed.contains(Integer.toString(i))) {
                elements.remove(edits);
            }
        }
        byte[] written = MessageWriter.write(m, null, "", edits);

        // Then
        assertThat(Octets.text(written, 0, written.length))
                .isEqualTo("OPTIONS sip:x@y SIP/2.0\r\n" + left.replace("~", "\r\n") + "\r\n");
    }

    @Test
    void laterWalkPassesOverWhatIsGone() throws SipParseException {
        // Given
        SipMessage m = request("Route: <sip:a>, <sip:b>, <sip:c>\r\n");
        MessageEdits edits = new MessageEdits();

        // When
        for (int i = 0; i < 2; i++) {
            HeaderElements first = m.elements(HeaderName.ROUTE, edits);
            first.next();
            first.remove(edits);
        }
        byte[] two = MessageWriter.write(m, null, "", edits);
        HeaderElements left = m.elements(HeaderName.ROUTE, edits);
        left.next();
        left.remove(edits);
        byte[] none = MessageWriter.write(m, null, "", edits);

        // Then
        assertThat(Octets.text(two, 0, two.length)).contains("Route: <sip:c>\r\n");
        assertThat(Octets.text(none, 0, none.length)).isEqualTo("OPTIONS sip:x@y SIP/2.0\r\n\r\n");
        assertThat(m.elements(HeaderName.ROUTE, edits).next()).isFalse();
    }

    @Test
    void insertionsSurviveTheRemovalOfTheFieldTheyPrecede() throws SipParseException {
        // Given
        SipMessage m = request("Via: a\r\nTo: b\r\n");
        MessageEdits edits = new MessageEdits();

        // When
        edits.removeHeader(m.index(), 1);
        edits.insert(m.index().lineStart(1), "X: 1\r\n");
        byte[] written = MessageWriter.write(m, null, "", edits);

        // Then
        assertThat(Octets.text(written, 0, written.length)).contains("Via: a\r\nX: 1\r\n\r\n");
    }

    @Test
    void topViaIsTakenFromAList() throws SipParseException {
        // Given
        SipMessage m = request("v: SIP/2.0/UDP a;branch=1, SIP/2.0/UDP b;branch=2\r\n");
        MessageEdits edits = new MessageEdits();

        // When
        HeaderElements vias = m.elements(HeaderName.VIA);
        vias.next();
        vias.remove(edits);
        byte[] written = MessageWriter.write(m, null, "", edits);

        // Then
        assertThat(SipMessage.parse(written, ParseLimits.DEFAULT).topVia().branch())
                .isEqualTo("2");
    }

    @Test
    void contactsAreReadWithTheirParameters() throws SipParseException {
        // When
        List<NameAddr> contacts = request("Contact: sip:a@b;expires=60;q=0.25, <sip:c@d;x=1>;expires=99999999999\r\n"
                        + "m: \"E\" <sip:e@f>;expires=soon\r\n")
                .addresses(HeaderName.CONTACT);

        // Then
        assertThat(contacts).extracting(NameAddr::expires).containsExactly(60L, 0xffffffffL, 3600L);
        assertThat(contacts.get(0).q()).isEqualTo(250);
        assertThat(contacts.get(1).q()).isEqualTo(-1);
        assertThat(contacts).extracting(NameAddr::uriText).containsExactly("sip:a@b", "sip:c@d;x=1", "sip:e@f");
        assertThat(request("Contact: *\r\n").isContactStar()).isTrue();
        assertThat(request("").isContactStar()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "0, 0", "1.0, 1000", "0.5, 500", "0.123, 123", "0., 0"})
    void qIsInThousandths(String q, int expected) throws SipParseException {
        assertThat(NameAddr.parse("<sip:a>;q=" + q).q()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2", "1.1", "0.1234", "x", "''", "-1"})
    void malformedQIsRefused(String q) throws SipParseException {
        NameAddr contact = NameAddr.parse("<sip:a>;q=" + q);
        assertThatThrownBy(contact::q).isInstanceOf(SipParseException.class);
        assertThat(contact.qOrMissing()).isEqualTo(-1);
    }

    @Test
    void optionTagsAreFoundInAnyCaseAndField() throws SipParseException {
        // Given
        SipMessage m = request("Supported: path, 100rel\r\nk: GRUU\r\n");

        // Then
        assertThat(m.lists(HeaderName.SUPPORTED, "100REL")).isTrue();
        assertThat(m.lists(HeaderName.SUPPORTED, "gruu")).isTrue();
        assertThat(m.lists(HeaderName.SUPPORTED, "timer")).isFalse();
        assertThat(m.lists(HeaderName.REQUIRE, "path")).isFalse();
    }

    private static SipMessage request(String headers) throws SipParseException {
        return SipMessage.parse(Octets.bytes("OPTIONS sip:x@y SIP/2.0\r\n" + headers + "\r\n"), ParseLimits.DEFAULT);
    }
}
