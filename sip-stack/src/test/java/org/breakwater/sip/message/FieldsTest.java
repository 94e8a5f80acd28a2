package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "<sip:a@b>|-|sip:a@b|",
                "sip:a@b;tag=1|-|sip:a@b|;tag=1",
                "\"A \\\" <B\" <sip:a@b;lr>;tag=1|\"A \\\" <B\"|sip:a@b;lr|;tag=1",
                "A B.C<sip:a@b>  ; tag=1|A B.C|sip:a@b|; tag=1",
                "Fax (2nd floor) <sip:a@b>|Fax (2nd floor)|sip:a@b|",
                "\"\" < sip:a@b >|\"\"|sip:a@b|",
            })
    void nameAddrIsTakenApart(String text, String display, String uri, String params) throws SipParseException {
        NameAddr address = NameAddr.parse(text);
        assertThat(address.displayName()).isEqualTo(display);
        assertThat(address.uriText()).isEqualTo(uri);
        assertThat(address.params().text()).isEqualTo(params == null ? "" : params);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "<sip:a@b",
                "\"A <sip:a@b>",
                "\"A\" B <sip:a@b>",
                "A, B <sip:a@b>",
                "A; B <sip:a@b>",
                "<sip:a@b> x",
                "sip:a@b?h=v",
                ";tag=1"
            })
    void malformedNameAddrIsRefused(String text) {
        assertThatThrownBy(() -> NameAddr.parse(text)).isInstanceOf(SipParseException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIP/2.0/UDP h|UDP|h|-1|",
                "sip / 2.0 / tcp\th : 5070 ; branch = z |TCP|h|5070|; branch = z",
                "SIP/2.0/TLS [2001:db8::1]:5061;a|TLS|[2001:db8::1]|5061|;a",
                "SIP/2.0/xyz h;x=\"a,b\", SIP/2.0/UDP i|XYZ|h|-1|;x=\"a,b\"",
            })
    void viaIsTakenApart(String text, String transport, String host, int port, String params) throws SipParseException {
        Via via = Via.parse(text);
        assertThat(via.transport()).isEqualTo(transport);
        assertThat(via.host()).isEqualTo(host);
        assertThat(via.port()).isEqualTo(port);
        assertThat(via.params().text()).isEqualTo(params == null ? "" : params);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIP",
                "SIP/2.0",
                "SIP/2.0/UDP",
                "SIP/2.0/UDP ",
                "SIP/2.0/UDPh",
                "SIP//UDP h",
                "HTTP/2.0/UDP h",
                "SIP/2.0/UDP h:",
                "SIP/2.0/UDP h:70000",
                "SIP/2.0/UDP h x",
                "SIP/2.0/UDP [h]",
                "SIP/2.0/UDP [::1",
                "SIP/2.0/UDP ;branch=1"
            })
    void malformedViaIsRefused(String text) {
        assertThatThrownBy(() -> Via.parse(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void otherVersionInViaIs505() {
        assertThatThrownBy(() -> Via.parse("SIP/7.0/UDP h"))
                .isInstanceOfSatisfying(
                        SipParseException.class, e -> assertThat(e.status()).isEqualTo(505));
    }

    @ParameterizedTest
    @CsvSource({"1 INVITE, 1, INVITE", "0009\t ACK, 9, ACK", "2147483647 X-y.z!, 2147483647, X-y.z!"})
    void cseqIsTakenApart(String text, long number, String method) throws SipParseException {
        assertThat(CSeq.parse(text)).isEqualTo(new CSeq(number, method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "INVITE", "1INVITE", "-1 INVITE", "2147483648 INVITE", "1 IN VITE", "1 "})
    void malformedCseqIsRefused(String text) {
        assertThatThrownBy(() -> CSeq.parse(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void paramsAreSearchedAndChanged() {
        // Given
        Params params = new Params("; a=1;B ; c = \"x;\\\"y\" ;d=");

        // Then
        assertThat(params.get("A")).isEqualTo("1");
        assertThat(params.get("b")).isEmpty();
        assertThat(params.get("c")).isEqualTo("x;\"y");
        assertThat(params.get("y")).isNull();
        assertThat(params.without("c").with("e", "2")).hasToString(";a=1;B;d=;e=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "|true",
                ";a|true",
                ";a=b;c=\"d;e\" ; f = [::1]|true",
                ";a;|true",
                "; a = b|true",
                ";;a|false",
                ";a;;|false",
                ";|false",
                "a|false",
                ";a=|false",
                ";a=b c|false",
                ";a=\"b|false",
                ";a b|false",
                ";=b|false",
                ";a=b,c|false",
            })
    void wellFormedParamsAreToldFromOthers(String text, boolean good) {
        assertThat(new Params(text == null ? "" : text).isWellFormed()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "::ffff:192.0.2.1, 192.0.2.1",
    })
    void numericHostsAreAddresses(String host, String address) {
        assertThat(NumericHost.parse(host).getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                "[1.2.3.4]",
                "",
                "::1::",
                "1..2.3",
                "fe80::1%lo"
            })
    void namesAreNoAddresses(String host) {
        assertThat(NumericHost.parse(host)).isNull();
    }

    @Test
    void receivedAndRportFollowTheRules() throws SipParseException {
        assertThat(ViaStamp.stamp(Via.parse("SIP/2.0/UDP 192.0.2.1;branch=b"), "192.0.2.1", 5060, false))
                .isEqualTo(";branch=b");
        assertThat(ViaStamp.stamp(Via.parse("SIP/2.0/UDP name;branch=b"), "192.0.2.1", 5060, false))
                .isEqualTo(";branch=b;received=192.0.2.1");
        assertThat(ViaStamp.stamp(Via.parse("SIP/2.0/UDP 192.0.2.1;rport;branch=b"), "192.0.2.1", 77, false))
                .isEqualTo(";branch=b;received=192.0.2.1;rport=77");
        assertThat(ViaStamp.stamp(Via.parse("SIP/2.0/UDP [2001:DB8::1];branch=b"), "2001:db8::1", 77, false))
                .isEqualTo(";branch=b");
        assertThat(ViaStamp.stamp(Via.parse("SIP/2.0/UDP 192.0.2.1"), "192.0.2.1", 77, true))
                .isEqualTo(";received=192.0.2.1;rport=77");
    }
}
