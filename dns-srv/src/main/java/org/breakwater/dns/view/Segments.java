package org.breakwater.dns.view;

import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Address space cut into runs of one view each; a run ends where the next starts. */
final class Segments {

    private final long[] high;
    private final long[] low;
    private final int[] views;

    private Segments(NavigableMap<BigInteger, Integer> starts) {
        high = new long[starts.size()];
        low = new long[starts.size()];
        views = new int[starts.size()];
        int i = 0;
        for (Map.Entry<BigInteger, Integer> start : starts.entrySet()) {
            high[i] = start.getKey().shiftRight(64).longValue();
            low[i] = start.getKey().longValue();
            views[i++] = start.getValue();
        }
    }

    int find(long addressHigh, long addressLow) {
        return views[index(addressHigh, addressLow)];
    }

    /** True when every address of the range is in one run. */
    boolean uniform(BigInteger first, BigInteger last) {
        return index(first) == index(last);
    }

    private int index(BigInteger address) {
        return index(address.shiftRight(64).longValue(), address.longValue());
    }

    private int index(long addressHigh, long addressLow) {
        int from = 0;
        int to = views.length - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (startsAfter(middle, addressHigh, addressLow)) {
                to = middle - 1;
            } else {
                from = middle;
            }
        }
        return from;
    }

    private boolean startsAfter(int i, long addressHigh, long addressLow) {
        int byHigh = Long.compareUnsigned(high[i], addressHigh);
        return byHigh > 0 || byHigh == 0 && Long.compareUnsigned(low[i], addressLow) > 0;
    }

    /** Paints ranges over one another, the widest first. */
    static final class Builder {
        private final TreeMap<BigInteger, Integer> starts = new TreeMap<>();
        private final BigInteger end;

        Builder(int bits) {
            starts.put(BigInteger.ZERO, 0);
            end = BigInteger.ONE.shiftLeft(bits);
        }

        void paint(BigInteger first, BigInteger last, int view) {
            BigInteger after = last.add(BigInteger.ONE);
            if (after.compareTo(end) < 0) {
                starts.putIfAbsent(after, starts.floorEntry(after).getValue());
            }
            starts.subMap(first, true, last, true).clear();
            starts.put(first, view);
        }

        Segments build() {
            TreeMap<BigInteger, Integer> merged = new TreeMap<>();
            starts.forEach((start, view) -> {
                if (merged.isEmpty() || !merged.lastEntry().getValue().equals(view)) {
                    merged.put(start, view);
                }
            });
            return new Segments(merged);
        }
    }
}
