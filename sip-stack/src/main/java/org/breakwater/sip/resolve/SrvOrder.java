package org.breakwater.sip.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The order in which SRV records are tried (RFC 2782): by priority, then drawn by weight. */
final class SrvOrder {

    private SrvOrder() {}

    /**
     * Sorts records.
     *
     * @param random for a bound n a number from 0 to n - 1
     */
    static List<DnsRecord.Srv> sort(List<DnsRecord.Srv> records, IntUnaryOperator random) {
        List<DnsRecord.Srv> left = new ArrayList<>(records);
        left.sort(Comparator.comparingInt(DnsRecord.Srv::priority).thenComparingInt(r -> r.weight() == 0 ? 0 : 1));
        List<DnsRecord.Srv> sorted = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            sorted.add(left.remove(draw(left, random)));
        }
        return sorted;
    }

    /** Which of the records of the first priority comes next: running sums of weights against a random number. */
    private static int draw(List<DnsRecord.Srv> left, IntUnaryOperator random) {
        int priority = left.get(0).priority();
        int sum = 0;
        for (DnsRecord.Srv record : left) {
            sum += record.priority() == priority ? record.weight() : 0;
        }
        int wanted = random.applyAsInt(sum + 1);
        int running = 0;
        for (int i = 0; i < left.size() && left.get(i).priority() == priority; i++) {
            running += left.get(i).weight();
            if (running >= wanted) {
                return i;
            }
        }
        return 0;
    }
}
