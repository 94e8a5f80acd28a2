package org.breakwater.presence.xmpp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMappingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:1001@pbx.example               | 1001@pbx.example",
                "<sips:1001@PBX.example:5061;x=y>   | 1001@pbx.example",
                "sip:1001:secret@pbx.example?a=b    | 1001@pbx.example",
                "pres:juliet@xmpp.example           | juliet@xmpp.example",
                "juliet@xmpp.example                | juliet@xmpp.example",
                "sip:o'hara@pbx.example             | o\\27hara@pbx.example",
                "sip:d%20s&b/c@pbx.example          | d\\20s\\26b\\2fc@pbx.example",
                "sip:%c3%a4nne@pbx.example          | änne@pbx.example",
                "sip:a%40b@pbx.example              | a\\40b@pbx.example",
                "sip:a%5c20b@pbx.example            | a\\5c20b@pbx.example",
                "sip:a%5cb@pbx.example              | a\\b@pbx.example",
                "sip:100%@pbx.example               | 100%@pbx.example",
                "sip:a@[2001:db8::1]:5060           | a@[2001:db8::1]"
            })
    void sipAddressesInXmpp(String sip, String xmpp) {
        assertThat(AddressMapping.toXmpp(sip))
                .hasValueSatisfying(jid -> assertThat(jid).hasToString(xmpp));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sip:pbx.example", "sip:@pbx.example", "tel:+491234", "sip:a@", "sip:a%00b@pbx.example"})
    void othersHaveNone(String sip) {
        assertThat(AddressMapping.toXmpp(sip)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "juliet@xmpp.example/balcony | sip:juliet@xmpp.example",
                "xmpp.example                | sip:xmpp.example",
                "o\\27hara@xmpp.example      | sip:o'hara@xmpp.example",
                "d\\20s@xmpp.example         | sip:d%20s@xmpp.example",
                "a\\40b@xmpp.example         | sip:a%40b@xmpp.example",
                "a\\41b@xmpp.example         | sip:a%5C41b@xmpp.example",
                "änne@xmpp.example           | sip:%C3%A4nne@xmpp.example",
                "a#b@xmpp.example            | sip:a%23b@xmpp.example"
            })
    void xmppAddressesInSip(String xmpp, String sip) {
        assertThat(AddressMapping.toSip(Jid.parse(xmpp).orElseThrow())).isEqualTo(sip);
    }

    /** Whatever somebody is called in SIP, an answer to their address in XMPP comes to them. */
    @Test
    void everyEscapedAddressComesBackFromSip() {
        Random random = new Random(11);
        String characters = "ab0 \"&'/:<>@\\%5c2047+;=?#äß€";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder user = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                user.append(characters.charAt(random.nextInt(characters.length())));
            }
            Jid.of(AddressMapping.localPart(user.toString()), "xmpp.example", "")
                    .ifPresent(jid -> assertThat(AddressMapping.toXmpp(AddressMapping.toSip(jid)))
                            .contains(jid));
        }
    }
}
