package org.breakwater.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.breakwater.platform.security.IpNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 9018 Appendix A. */
    @ParameterizedTest
    @CsvSource({
        "e5e973e5a6b2a43f48e7dc849e37bfcf, 198.51.100.100, 2464c4abcf10c957, 5cf79f11,"
                + " 2464c4abcf10c957010000005cf79f111f8130c3eee29480",
        "dd3bdf9344b678b185a6f5cb60fca715, 2001:db8:220:1:59de:d0f4:8769:82b8, 22681ab97d52c298, 5cf7c579,"
                + " 22681ab97d52c298010000005cf7c57926556bd0934c72f8",
    })
    void cookieIsTheOneOfTheStandard(String secret, String client, String theirs, String seconds, String cookie) {
        Cookies cookies = new Cookies(HEX.parseHex(secret));
        InetAddress address = IpNetwork.parseAddress(client);

        byte[] made = cookies.reply(HEX.parseHex(theirs), 0, address, HexFormat.fromHexDigits(seconds));

        assertThat(HEX.formatHex(made)).isEqualTo(cookie);
    }

    @Test
    void cookieIsOursForItsClientAndForAnHour() {
        Cookies cookies = new Cookies(new byte[16]);
        InetAddress client = IpNetwork.parseAddress("192.0.2.1");
        byte[] cookie = cookies.reply(new byte[8], 0, client, 1000);

        assertThat(cookies.isOurs(cookie, 0, client, 1000)).isTrue();
        assertThat(cookies.isOurs(cookie, 0, client, 4601)).isFalse();
        assertThat(cookies.isOurs(cookie, 0, client, 600)).isFalse();
        assertThat(cookies.isOurs(cookie, 0, IpNetwork.parseAddress("192.0.2.2"), 1000))
                .isFalse();
        cookie[20] ^= 1;
        assertThat(cookies.isOurs(cookie, 0, client, 1000)).isFalse();
    }
}
