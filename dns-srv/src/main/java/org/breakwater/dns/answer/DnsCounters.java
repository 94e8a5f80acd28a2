package org.breakwater.dns.answer;

import java.util.stream.IntStream;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.xbill.DNS.Rcode;

/** What is counted on the way of every question. */
public final class DnsCounters {

    private static final int RCODES = 16;

    private final Counter udp;
    private final Counter tcp;
    private final Counter ignored;
    private final Counter limited;
    private final Counter truncated;
    private final Counter made;
    private final Counter[] rcodes;

    /** Registers them as {@code breakwater_dns_…}. */
    public DnsCounters(Metrics metrics) {
        String queries = "Questions by transport";
        udp = metrics.counter("breakwater_dns_queries", queries, "transport", "udp");
        tcp = metrics.counter("breakwater_dns_queries", queries, "transport", "tcp");
        ignored = metrics.counter("breakwater_dns_ignored", "Packets that got no answer because they are no question");
        limited = metrics.counter("breakwater_dns_rate_limited", "Replies that were not sent because of rate_limit");
        truncated = metrics.counter("breakwater_dns_truncated", "Replies over UDP that say: ask again over TCP");
        made = metrics.counter("breakwater_dns_answers_made", "Replies that were not in the table of encoded ones");
        rcodes = IntStream.range(0, RCODES)
                .mapToObj(code ->
                        metrics.counter("breakwater_dns_responses", "Replies by code", "rcode", Rcode.string(code)))
                .toArray(Counter[]::new);
    }

    /** Questions so far. */
    public long queries() {
        return udp.value() + tcp.value();
    }

    /** Replies so far that were not sent because of the rate limit. */
    public long limitedReplies() {
        return limited.value();
    }

    void query(boolean stream) {
        (stream ? tcp : udp).increment();
    }

    void ignored() {
        ignored.increment();
    }

    void limited() {
        limited.increment();
    }

    void truncated() {
        truncated.increment();
    }

    void made() {
        made.increment();
    }

    /** A reply with a code of 0–15. */
    public void response(int rcode) {
        rcodes[rcode & 0xf].increment();
    }
}
