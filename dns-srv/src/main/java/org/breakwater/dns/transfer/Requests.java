package org.breakwater.dns.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.dns.answer.DnsCounters;
import org.breakwater.dns.answer.ReplySink;
import org.breakwater.dns.answer.RequestHandler;
import org.breakwater.dns.answer.Serving;
import org.breakwater.dns.answer.ViewAnswers;
import org.breakwater.dns.zone.Answer;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Handles what is not an ordinary question: checks signatures, then hands transfers, notifications and questions for
 * others to those who know. Runs on event loops.
 */
public final class Requests implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Supplier<Serving> serving;
    private final Map<Name, TransferKey> keys;
    private final TransferOut transfers;
    private final NotifyListener notifications;
    private final Recursion recursion;
    private final DnsCounters counters;
    private final TimeSource time;

    /** Knows nobody but those it is given. */
    public Requests(
            Supplier<Serving> serving,
            Map<Name, TransferKey> keys,
            Destinations to,
            DnsCounters counters,
            TimeSource time) {
        this.serving = serving;
        this.keys = Map.copyOf(keys);
        this.transfers = to.transfers();
        this.notifications = to.notifications();
        this.recursion = to.recursion();
        this.counters = counters;
        this.time = time;
    }

    /**
     * Who takes what.
     *
     * @param transfers AXFR and IXFR
     * @param notifications NOTIFY
     * @param recursion questions about other zones
     */
    public record Destinations(TransferOut transfers, NotifyListener notifications, Recursion recursion) {}

    /** Told about a NOTIFY. */
    public interface NotifyListener {
        /**
         * A primary says that its zone changed (RFC 1996 §3.10).
         *
         * @return false when we are no secondary of this zone or the sender is none of its primaries
         */
        boolean notified(Name zone, InetSocketAddress source, Optional<TransferKey> key);
    }

    /** Answers questions about zones of others. */
    public interface Recursion {
        /** Answers with {@code replies} and ends it; the message asks for recursion and its source may have it. */
        void ask(Message question, boolean stream, ReplySink replies);
    }

    @Override
    public void handle(byte[] packet, InetSocketAddress source, boolean stream, ReplySink replies) {
        try {
            handleRead(SignedRequest.read(packet, keys), source, stream, replies);
        } catch (IOException | RuntimeException e) {
            // dnsjava throws either for packets it cannot read; both mean the same to the sender.
            LOG.debug("request from {} cannot be read", source, e);
            finish(replies, malformed(packet));
        }
    }

    private void handleRead(SignedRequest request, InetSocketAddress source, boolean stream, ReplySink replies) {
        Message message = request.message();
        if (request.error() != Rcode.NOERROR) {
            LOG.info("request from {} refused: TSIG {}", source, Rcode.TSIGstring(request.error()));
            finish(replies, request.refusal(time.now()));
            return;
        }
        Record question = message.getQuestion();
        if (question == null) {
            finish(replies, encoded(request, request.reply(Rcode.FORMERR), stream));
            return;
        }
        Serving now = serving.get();
        int view = request.key()
                .map(key -> key.view().orElse(-1))
                .filter(v -> v >= 0)
                .orElseGet(() -> now.table().find(source.getAddress()));
        if (message.getHeader().getOpcode() == Opcode.NOTIFY) {
            boolean ours =
                    question.getType() == Type.SOA && notifications.notified(question.getName(), source, request.key());
            Message reply = request.reply(ours ? Rcode.NOERROR : Rcode.REFUSED);
            reply.getHeader().setFlag(Flags.AA);
            finish(replies, encoded(request, reply, stream));
        } else if (question.getType() == Type.AXFR || question.getType() == Type.IXFR) {
            ViewAnswers answers = now.views().get(view);
            transfers.serve(new TransferOut.Wanted(request, answers, source, stream), replies);
        } else {
            answer(request, now, view, source, stream, replies);
        }
    }

    private void answer(
            SignedRequest request, Serving now, int view, InetSocketAddress source, boolean stream, ReplySink replies) {
        Message message = request.message();
        Record question = message.getQuestion();
        Answer answer = now.views().get(view).resolve(question.getName(), question.getType());
        boolean mayRecurse = now.recursionClients().contains(source.getAddress());
        if (answer.kind() == Answer.Kind.OUTSIDE
                && mayRecurse
                && message.getHeader().getFlag(Flags.RD)) {
            recursion.ask(message, stream, replies);
            return;
        }
        Message reply = request.reply(answer.rcode());
        if (answer.authoritative()) {
            reply.getHeader().setFlag(Flags.AA);
        }
        answer.answer().forEach(record -> reply.addRecord(record, Section.ANSWER));
        answer.authority().forEach(record -> reply.addRecord(record, Section.AUTHORITY));
        answer.additional().forEach(record -> reply.addRecord(record, Section.ADDITIONAL));
        finish(replies, encoded(request, reply, stream));
    }

    private static byte[] encoded(SignedRequest request, Message reply, boolean stream) {
        return request.encode(reply, stream ? Message.MAXLENGTH : request.udpLimit());
    }

    private void finish(ReplySink replies, byte[] message) {
        counters.response(message[3]);
        replies.send(message);
        replies.done();
    }

    private static byte[] malformed(byte[] packet) {
        Header header = new Header((packet[0] & 0xff) << 8 | (packet[1] & 0xff));
        header.setOpcode((packet[2] >> 3) & 0xf);
        header.setFlag(Flags.QR);
        header.setRcode(Rcode.FORMERR);
        return header.toWire();
    }
}
