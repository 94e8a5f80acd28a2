package org.breakwater.dns.transfer;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.answer.ViewAnswers;
import org.breakwater.dns.zone.UnavailableZone;
import org.breakwater.dns.zone.ZoneSource;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.NetworkList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * Gives zones to secondaries: with a key, or to addresses that need none. Transfers run on the pool it is given; one
 * that finds no place there gets SERVFAIL and is asked for again later.
 */
public final class TransferOut {

    private static final Logger LOG = LoggerFactory.getLogger(TransferOut.class);
    private static final int MESSAGE_SECONDS = 30;

    private final NetworkList allowed;
    private final Executor pool;
    private final Counter whole;
    private final Counter incremental;
    private final Counter refused;

    /** {@code allowed} may transfer without a key. */
    public TransferOut(NetworkList allowed, Executor pool, Metrics metrics) {
        this.allowed = allowed;
        this.pool = pool;
        String name = "breakwater_dns_transfers_out";
        String help = "Zone transfers to others by kind";
        whole = metrics.counter(name, help, "kind", "axfr");
        incremental = metrics.counter(name, help, "kind", "ixfr");
        refused = metrics.counter(name, help, "kind", "refused");
    }

    /**
     * A request for a transfer.
     *
     * @param request with its signature checked
     * @param view the zones it may have
     */
    record Wanted(SignedRequest request, ViewAnswers view, InetSocketAddress source, boolean stream) {
        Message message() {
            return request.message();
        }

        boolean incremental() {
            return message().getQuestion().getType() == Type.IXFR;
        }
    }

    void serve(Wanted wanted, ReplySink replies) {
        Name origin = wanted.message().getQuestion().getName();
        Optional<ZoneSource> zone = wanted.view().zone(origin);
        boolean may = wanted.request().key().isPresent()
                || allowed.contains(wanted.source().getAddress());
        if (!may || zone.isEmpty() || !(zone.get() instanceof ZoneVersion version)) {
            refused.increment();
            LOG.info("transfer of {} to {} refused", origin, wanted.source());
            reply(wanted, wanted.request().reply(may ? reason(zone) : Rcode.REFUSED), replies);
            return;
        }
        if (!wanted.stream()) {
            overUdp(wanted, version, replies);
            return;
        }
        try {
            pool.execute(() -> send(wanted, version, replies));
        } catch (RejectedExecutionException e) {
            LOG.warn("transfer of {} to {} put off: too many at once", origin, wanted.source());
            reply(wanted, wanted.request().reply(Rcode.SERVFAIL), replies);
        }
    }

    /** Not ours, without data just now, or made for each question and so not transferable. */
    private static int reason(Optional<ZoneSource> zone) {
        if (zone.isEmpty()) {
            return Rcode.NOTAUTH;
        }
        return zone.get() instanceof UnavailableZone ? Rcode.SERVFAIL : Rcode.REFUSED;
    }

    /** Over UDP a secondary learns the serial at most, and comes back over TCP (RFC 1995 §2). */
    private void overUdp(Wanted wanted, ZoneVersion version, ReplySink replies) {
        Message reply = wanted.request().reply(wanted.incremental() ? Rcode.NOERROR : Rcode.REFUSED);
        if (wanted.incremental()) {
            reply.getHeader().setFlag(Flags.AA);
            reply.addRecord(version.contents().soa(), Section.ANSWER);
        }
        reply(wanted, reply, replies);
    }

    private static void reply(Wanted wanted, Message reply, ReplySink replies) {
        replies.send(wanted.request()
                .encode(
                        reply,
                        wanted.stream() ? Message.MAXLENGTH : wanted.request().udpLimit()));
        replies.done();
    }

    private void send(Wanted wanted, ZoneVersion version, ReplySink replies) {
        Name origin = version.origin();
        try {
            TransferMessages messages = messages(wanted, version);
            Optional<TSIG.StreamGenerator> signer = wanted.request()
                    .key()
                    .map(key -> new TSIG.StreamGenerator(
                            key.tsig(), wanted.message().getTSIG()));
            while (messages.hasNext()) {
                Message message = messages.next();
                signer.ifPresent(s -> s.generate(message));
                CompletableFuture<Void> written =
                        replies.send(message.toWire(Message.MAXLENGTH)).toCompletableFuture();
                written.get(MESSAGE_SECONDS, TimeUnit.SECONDS);
            }
            (wanted.incremental() ? incremental : whole).increment();
            LOG.info("zone {} serial {} sent to {}", origin, version.contents().serial(), wanted.source());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("transfer of {} to {} broke off: {}", origin, wanted.source(), e.toString());
        } finally {
            replies.done();
        }
    }

    private static TransferMessages messages(Wanted wanted, ZoneVersion version) {
        if (wanted.incremental()) {
            for (Record record : wanted.message().getSection(Section.AUTHORITY)) {
                if (record instanceof SOARecord theirs) {
                    return TransferMessages.since(wanted.message(), version, theirs.getSerial());
                }
            }
        }
        return TransferMessages.whole(wanted.message(), version);
    }
}
