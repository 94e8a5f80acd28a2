package org.breakwater.dns.transfer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * Tells secondaries that a zone changed (RFC 1996), again and again until they answer, five times at most. Runs on the
 * thread of its timers; dnsjava's own thread waits for the answers.
 */
public final class Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Timers timers;
    private final Executor thread;
    private final Counter sent;
    private final Counter failed;
    private final Map<Job, Long> newest = new HashMap<>();

    /** {@code thread} is the one on which {@code timers} run. */
    public Notifier(Timers timers, Executor thread, Metrics metrics) {
        this.timers = timers;
        this.thread = thread;
        sent = metrics.counter("breakwater_dns_notifies_sent", "NOTIFY messages sent");
        failed = metrics.counter("breakwater_dns_notifies_failed", "Secondaries that never answered NOTIFY");
    }

    /**
     * Somebody who wants to know.
     *
     * @param address and port
     * @param key signs the message; empty for none
     */
    public record Secondary(InetSocketAddress address, Optional<TransferKey> key) {}

    /** Tells all of them. What is still on its way about an earlier version is given up. */
    public void changed(SOARecord soa, List<Secondary> secondaries) {
        for (Secondary secondary : secondaries) {
            Job job = new Job(soa.getName().toString(), secondary);
            newest.put(job, soa.getSerial());
            attempt(job, soa, 1);
        }
    }

    private void attempt(Job job, SOARecord soa, int number) {
        if (newest.getOrDefault(job, -1L) != soa.getSerial()) {
            return;
        }
        SimpleResolver peer = new SimpleResolver(job.secondary().address());
        peer.setTimeout(TIMEOUT);
        job.secondary().key().ifPresent(key -> peer.setTSIGKey(key.tsig()));
        sent.increment();
        peer.sendAsync(message(soa))
                .whenComplete((reply, fault) -> thread.execute(() -> ended(job, soa, number, fault)));
    }

    private void ended(Job job, SOARecord soa, int number, Throwable fault) {
        if (fault == null) {
            newest.remove(job, soa.getSerial());
        } else if (number < ATTEMPTS) {
            timers.schedule(FIRST_PAUSE_MILLIS << number - 1, () -> attempt(job, soa, number + 1));
        } else {
            newest.remove(job, soa.getSerial());
            failed.increment();
            LOG.warn("{} does not answer NOTIFY for {}", job.secondary().address(), soa.getName());
        }
    }

    private static Message message(SOARecord soa) {
        Message message = new Message();
        message.getHeader().setOpcode(Opcode.NOTIFY);
        message.getHeader().setFlag(Flags.AA);
        message.addRecord(Record.newRecord(soa.getName(), Type.SOA, DClass.IN), Section.QUESTION);
        message.addRecord(soa, Section.ANSWER);
        return message;
    }

    private record Job(String zone, Secondary secondary) {}
}
