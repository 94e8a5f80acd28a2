package org.breakwater.dns.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.breakwater.platform.security.IpNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTableTest {

    private final ViewTable table = new ViewTable(List.of(
            List.of(),
            nets("10.0.0.0/8", "2001:db8::/32"),
            nets("10.1.0.0/16", "10.3.4.0/24"),
            nets("10.1.2.0/24", "2001:db8:1::/48", "10.1.2.128/25"),
            nets("255.255.255.255/32")));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 0, 3",
        "10.2.0.1, 1, 16",
        "10.1.0.1, 2, 23",
        "10.1.2.3, 3, 24",
        "10.1.2.200, 3, 24",
        "10.1.3.1, 2, 24",
        "10.3.4.5, 2, 24",
        "10.3.5.5, 1, 24",
        "255.255.255.255, 4, 32",
        "255.255.255.254, 0, 32",
        "0.0.0.0, 0, 5",
        "2001:db8:1::1, 3, 48",
        "2001:db8:2::1, 1, 47",
        "2001:db9::1, 0, 32",
        "::, 0, 3",
    })
    void longestPrefixDecides(String address, int view, int scope) {
        assertThat(table.find(IpNetwork.parseAddress(address))).isEqualTo(view);
        assertThat(table.scope(IpNetwork.parseAddress(address))).isEqualTo(scope);
    }

    @Test
    void samePrefixInTwoViewsIsRefused() {
        List<List<IpNetwork>> views = List.of(List.of(), nets("10.0.0.0/8"), nets("10.0.0.0/8"));

        assertThatThrownBy(() -> new ViewTable(views))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void tableAgreesWithComparingEveryPrefix() {
        Random random = new Random(1);
        List<List<IpNetwork>> views = new ArrayList<>(List.of(List.of()));
        for (int view = 1; view <= 50; view++) {
            // The view's number in the last octets keeps prefixes of two views apart.
            views.add(nets("10." + random.nextInt(4) + "." + view + ".0/24", "10." + view % 3 + "." + view + ".64/26"));
        }
        ViewTable large = new ViewTable(views);
        for (int i = 0; i < 5000; i++) {
            String text = "10." + random.nextInt(4) + "." + random.nextInt(60) + "." + random.nextInt(256);
            int expected = IntStream.range(0, views.size())
                    .boxed()
                    .flatMap(view -> views.get(view).stream()
                            .filter(net -> net.contains(IpNetwork.parseAddress(text)))
                            .map(net -> new int[] {net.prefixLength(), view}))
                    .max(Comparator.comparingInt(found -> found[0]))
                    .map(found -> found[1])
                    .orElse(0);
            assertThat(large.find(IpNetwork.parseAddress(text))).as(text).isEqualTo(expected);
        }
    }

    private static List<IpNetwork> nets(String... texts) {
        return Arrays.stream(texts).map(IpNetwork::parse).toList();
    }
}
