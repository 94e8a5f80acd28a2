package org.breakwater.dns.forward;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.transfer.Requests;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks upstream servers one after the other, each question with an id and from a port nobody can guess, over TCP when
 * the answer does not fit. When too many questions are under way, a further one gets SERVFAIL. Any thread.
 */
public final class Forwarder implements Requests.Recursion {

    private static final int UDP_SIZE = 1232;
    private static final int PLAIN_UDP = 512;

    private final List<SimpleResolver> upstreams;
    private final int maxOutstanding;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Counter asked;
    private final Counter failed;
    private final Counter overflow;

    /**
     * Asks {@code upstreams} in this order.
     *
     * @param maxOutstanding questions at a time
     * @param timeout for each upstream
     */
    public Forwarder(List<InetSocketAddress> upstreams, int maxOutstanding, Duration timeout, Metrics metrics) {
        this.upstreams =
                upstreams.stream().map(address -> resolver(address, timeout)).toList();
        this.maxOutstanding = maxOutstanding;
        String name = "breakwater_dns_forwarded";
        String help = "Questions about zones of others by outcome";
        asked = metrics.counter(name, help, "outcome", "answered");
        failed = metrics.counter(name, help, "outcome", "failed");
        overflow = metrics.counter(name, help, "outcome", "too_many");
        metrics.gauge("breakwater_dns_forwarding", "Questions that wait for another server", outstanding::get);
    }

    @Override
    public void ask(Message question, boolean stream, ReplySink replies) {
        if (outstanding.incrementAndGet() > maxOutstanding) {
            overflow.increment();
            end(replies, failure(question), limit(question, stream));
            return;
        }
        ask(question, 0, limit(question, stream), replies);
    }

    private void ask(Message question, int upstream, int limit, ReplySink replies) {
        if (upstream == upstreams.size()) {
            failed.increment();
            end(replies, failure(question), limit);
            return;
        }
        Message outgoing = Message.newQuery(question.getQuestion());
        if (question.getHeader().getFlag(Flags.CD)) {
            outgoing.getHeader().setFlag(Flags.CD);
        }
        upstreams.get(upstream).sendAsync(outgoing).whenComplete((answer, fault) -> {
            if (fault != null || answer.getRcode() == Rcode.SERVFAIL || answer.getRcode() == Rcode.REFUSED) {
                ask(question, upstream + 1, limit, replies);
            } else {
                asked.increment();
                end(replies, reply(question, answer), limit);
            }
        });
    }

    private void end(ReplySink replies, Message reply, int limit) {
        outstanding.decrementAndGet();
        replies.send(reply.toWire(limit));
        replies.done();
    }

    private static SimpleResolver resolver(InetSocketAddress address, Duration timeout) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        resolver.setEDNS(0, UDP_SIZE, 0, List.of());
        return resolver;
    }

    private static int limit(Message question, boolean stream) {
        if (stream) {
            return Message.MAXLENGTH;
        }
        OPTRecord opt = question.getOPT();
        return opt == null ? PLAIN_UDP : Math.max(PLAIN_UDP, Math.min(opt.getPayloadSize(), UDP_SIZE));
    }

    private static Message failure(Message question) {
        Message reply = empty(question);
        reply.getHeader().setRcode(Rcode.SERVFAIL);
        return reply;
    }

    private static Message reply(Message question, Message answer) {
        Message reply = empty(question);
        reply.getHeader().setRcode(answer.getHeader().getRcode());
        for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
            for (Record record : answer.getSection(section)) {
                if (!(record instanceof OPTRecord)) {
                    reply.addRecord(record, section);
                }
            }
        }
        return reply;
    }

    private static Message empty(Message question) {
        Message reply = new Message(question.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RD);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(question.getQuestion(), Section.QUESTION);
        if (question.getOPT() != null) {
            reply.addRecord(new OPTRecord(UDP_SIZE, 0, 0), Section.ADDITIONAL);
        }
        return reply;
    }
}
