package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipUriTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 3261 section 19.1.4
                "sip:%61lice@atlanta.com;transport=TCP|sip:alice@AtLanTa.CoM;Transport=tcp",
                "sip:carol@chicago.com|sip:carol@chicago.com;newparam=5",
                "sip:carol@chicago.com|sip:carol@chicago.com;security=on",
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com"
                        + "|sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent"
                        + "|sip:alice@atlanta.com?priority=urgent&subject=project%20x",
                "sip:a%40b@h|sip:a%40b@h",
                "sip:h;a=%7e|sip:h;A=~",
                "tel:+1-201-555-0123|tel:+12015550123",
                "urn:service:sos|urn:service:sos",
            })
    void equivalentUrisAreRecognised(String a, String b) throws SipParseException {
        assertThat(SipUri.parse(a).equivalent(SipUri.parse(b))).isTrue();
        assertThat(SipUri.parse(b).equivalent(SipUri.parse(a))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIP:ALICE@AtLanTa.CoM;Transport=udp|sip:alice@AtLanTa.CoM;Transport=UDP",
                "sip:bob@biloxi.com|sip:bob@biloxi.com:5060",
                "sip:bob@biloxi.com|sip:bob@biloxi.com;transport=udp",
                "sip:bob@biloxi.com|sip:bob@biloxi.com:6000;transport=tcp",
                "sip:carol@chicago.com|sip:carol@chicago.com?Subject=next%20meeting",
                "sip:bob@phone21.boxesbybob.com|sip:bob@192.0.2.4",
                "sip:carol@chicago.com;security=on|sip:carol@chicago.com;security=off",
                "sip:a@h|sips:a@h",
                "sip:a@h|sip:h",
                "sip:a:x@h|sip:a:y@h",
                "sip:a%40b@h|sip:a%41b@h",
                "tel:+1;ext=1|tel:+1",
                "sip:a@h|tel:a",
            })
    void differentUrisAreToldApart(String a, String b) throws SipParseException {
        assertThat(SipUri.parse(a).equivalent(SipUri.parse(b))).isFalse();
        assertThat(SipUri.parse(b).equivalent(SipUri.parse(a))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "sip:alice@example.com|alice|-|example.com|-1||-",
                "sips:a:pw@Example.COM:5061;lr;x=y?h=v|a|pw|Example.COM|5061|;lr;x=y|h=v",
                "sip:[2001:db8::1]:5070;transport=tcp|-|-|[2001:db8::1]|5070|;transport=tcp|-",
                "sip:u@[2001:db8:::192.0.2.1]|u|-|[2001:db8::192.0.2.1]|-1||-",
                "sip:user;par=u%40example.net@example.com|user;par=u%40example.net|-|example.com|-1||-",
                "sip:host?to=a|-|-|host|-1||to=a",
            })
    void partsAreToldApart(
            String text, String user, String password, String host, int port, String params, String headers)
            throws SipParseException {
        SipUri uri = SipUri.parse(text);
        assertThat(uri.user()).isEqualTo(user);
        assertThat(uri.password()).isEqualTo(password);
        assertThat(uri.host()).isEqualTo(host);
        assertThat(uri.port()).isEqualTo(port);
        assertThat(uri.params().text()).isEqualTo(params == null ? "" : params);
        assertThat(uri.headers()).isEqualTo(headers);
        assertThat(uri.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice@example.com",
                ":x",
                "1sip:x",
                "sip:",
                "sip:a@",
                "sip:a b@c",
                "sip:<a@c>",
                "sip:h:",
                "sip:h:99999",
                "sip:h:5060x",
                "sip:2001:db8::10",
                "sip:[2001:db8::10",
                "sip:[hello]",
                "sip:[1:2]",
                "sip:a@b@c",
                "sip:h,i",
            })
    void malformedUrisAreRefused(String text) {
        assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void addressOfRecordIsTheSameForAllSpellings() throws SipParseException {
        String aor = "sip:alice@example.com";
        assertThat(SipUri.parse("sip:alice@EXAMPLE.com").addressOfRecord()).isEqualTo(aor);
        assertThat(SipUri.parse("sips:%61lice:pw@example.com:5061;user=phone?x=y")
                        .addressOfRecord())
                .isEqualTo(aor);
        assertThat(SipUri.parse("sip:example.com").addressOfRecord()).isEqualTo("sip:example.com");
        assertThat(SipUri.parse("tel:+49").addressOfRecord()).isEqualTo("tel:+49");
    }

    @Test
    void escapingAndUnescapingAreInverse() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        assertThat(UriEscapes.unescape(UriEscapes.escapeUser(all.toString()))).isEqualTo(all.toString());
        assertThat(UriEscapes.unescape(UriEscapes.escapeParam(all.toString()))).isEqualTo(all.toString());
        assertThat(UriEscapes.unescape(UriEscapes.escapeHeader(all.toString()))).isEqualTo(all.toString());
        assertThat(UriEscapes.escapeUser("a@b c;d%")).isEqualTo("a%40b%20c;d%25");
        assertThat(UriEscapes.unescape("100%")).isEqualTo("100%");
        assertThat(UriEscapes.unescape("%zz%4")).isEqualTo("%zz%4");
    }
}
