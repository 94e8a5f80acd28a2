package org.breakwater.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkListTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "10.1.2.3/8, 10.0.0.0, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "::/1, ::1, true",
        "[::1]/128, ::1, true",
    })
    void addressIsInsideTheNetwork(String network, String address, boolean inside) {
        IpNetwork parsed = IpNetwork.parse(network);
        NetworkList list = new NetworkList(List.of(parsed));

        assertThat(list.contains(IpNetwork.parseAddress(address)))
                .as("list of %s contains %s", network, address)
                .isEqualTo(inside);
        assertThat(parsed.contains(IpNetwork.parseAddress(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/x",
                "2001:db8::/129",
                "2001:db8:::1",
                "10.0.0.0/-1",
                "1.2.3.4.5"
            })
    void everythingElseIsRefusedWithoutAskingTheDns(String text) {
        assertThatThrownBy(() -> IpNetwork.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listAgreesWithItsNetworksWhenTheyOverlap() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            List<IpNetwork> networks = random.ints(8, 0, 1 << 16)
                    .mapToObj(n -> IpNetwork.parse("10.0." + (n >> 8) + "." + (n & 255) + "/" + (16 + n % 17)))
                    .toList();
            NetworkList list = new NetworkList(networks);
            for (int i = 0; i < 100; i++) {
                var address = IpNetwork.parseAddress("10.0." + random.nextInt(256) + "." + random.nextInt(256));
                assertThat(list.contains(address))
                        .as("%s in %s", address, networks)
                        .isEqualTo(networks.stream().anyMatch(network -> network.contains(address)));
            }
        }
    }
}
