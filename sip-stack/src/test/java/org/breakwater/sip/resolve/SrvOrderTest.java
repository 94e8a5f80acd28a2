package org.breakwater.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SrvOrderTest {

    @Test
    void lowerPriorityNumbersComeFirst() {
        List<DnsRecord.Srv> records = List.of(srv(30, 0, "c"), srv(10, 0, "a"), srv(20, 100, "b"));
        assertThat(SrvOrder.sort(records, bound -> bound - 1))
                .extracting(DnsRecord.Srv::target)
                .containsExactly("a", "b", "c");
    }

    @Test
    void sameRandomNumbersGiveTheSameOrder() {
        List<DnsRecord.Srv> records = List.of(srv(1, 10, "a"), srv(1, 20, "b"), srv(1, 0, "z"));
        assertThat(SrvOrder.sort(records, bound -> bound - 1))
                .extracting(DnsRecord.Srv::target)
                .containsExactly("b", "a", "z");
        assertThat(SrvOrder.sort(records, bound -> 0))
                .extracting(DnsRecord.Srv::target)
                .containsExactly("z", "a", "b");
    }

    @Test
    void recordsAreFirstAsOftenAsTheirWeightSays() {
        Random random = new Random(7);
        List<DnsRecord.Srv> records = List.of(srv(1, 60, "a"), srv(1, 30, "b"), srv(1, 10, "c"));
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            first.merge(SrvOrder.sort(records, random::nextInt).get(0).target(), 1, Integer::sum);
        }
        assertThat(first.get("a")).isCloseTo(6000, within(250));
        assertThat(first.get("b")).isCloseTo(3000, within(250));
        assertThat(first.get("c")).isCloseTo(1000, within(150));
    }

    private static DnsRecord.Srv srv(int priority, int weight, String target) {
        return new DnsRecord.Srv(priority, weight, 5060, target);
    }
}
