package org.breakwater.dns.answer;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.platform.time.TimeSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;

/**
 * Answers ordinary questions: a lookup and a copy when the reply was made before. Belongs to one event loop.
 *
 * <p>No packet makes it fail: what cannot be read gets FORMERR or nothing.
 */
public final class Responder {

    /** The packet takes another way: a transfer, NOTIFY, a signed question, or one to forward. */
    public static final int ELSEWHERE = -1;

    /** No answer. */
    public static final int NOTHING = 0;

    private final Supplier<Serving> serving;
    private final RateLimiter limiter;
    private final Cookies cookies;
    private final DnsCounters counters;
    private final TimeSource time;
    private final ReplyWriter writer;
    private final Query query = new Query();
    private final ReplyWriter.Extras extras = new ReplyWriter.Extras();
    private int refused;

    /**
     * Answers from what {@code serving} holds at each moment.
     *
     * @param udpSize the largest datagram sent, 512–4096
     */
    public Responder(
            Supplier<Serving> serving,
            RateLimiter limiter,
            Cookies cookies,
            DnsCounters counters,
            TimeSource time,
            int udpSize) {
        this.serving = serving;
        this.limiter = limiter;
        this.cookies = cookies;
        this.counters = counters;
        this.time = time;
        this.writer = new ReplyWriter(udpSize);
    }

    /**
     * Answers a packet.
     *
     * @param packet holds it from 0 to {@code length}
     * @param source where it came from
     * @param stream whether it came over TCP
     * @param out room for 65,535 octets
     * @return octets written; {@link #NOTHING} or {@link #ELSEWHERE}
     */
    public int respond(byte[] packet, int length, InetAddress source, boolean stream, byte[] out) {
        Query.Status status = query.parse(packet, length);
        if (status == Query.Status.IGNORED) {
            counters.ignored();
            return NOTHING;
        }
        counters.query(stream);
        extras.clear();
        boolean known = status != Query.Status.MALFORMED && query.edns().cookieAt() >= 0 && readCookie(source);
        int size = switch (status) {
            case PLAIN -> answer(source, stream, out);
            case SPECIAL -> ELSEWHERE;
            default -> refuse(status, out);
        };
        if (stream || known || limiter.admit(source, time.monotonicNanos())) {
            return sent(size, out);
        }
        counters.limited();
        if (status == Query.Status.SPECIAL) {
            return NOTHING;
        }
        int slip = limiter.limits().slip();
        return slip > 0 && ++refused % slip == 0 ? sent(writer.truncated(0, query, extras, out), out) : NOTHING;
    }

    private int sent(int size, byte[] out) {
        if (size > 0) {
            counters.response(out[3]);
            if ((out[2] & 2) != 0) {
                counters.truncated();
            }
        }
        return size;
    }

    private int answer(InetAddress source, boolean stream, byte[] out) {
        if (query.dclass() != DClass.IN) {
            return writer.error(Rcode.REFUSED, query, extras, out);
        }
        Serving now = serving.get();
        InetAddress client = source;
        if (query.edns().subnetAt() >= 0 && now.subnetSenders().contains(source)) {
            Optional<ClientSubnet> subnet = ClientSubnet.parse(
                    query.data(), query.edns().subnetAt(), query.edns().subnetLength());
            if (subnet.isEmpty()) {
                return writer.error(Rcode.FORMERR, query, extras, out);
            }
            client = believe(subnet.get(), source, now);
        }
        ViewAnswers view = now.views().get(now.table().find(client));
        EncodedAnswer answer = view.remembered(query);
        if (answer == null) {
            answer = view.make(query);
            counters.made();
        }
        boolean recursion =
                !now.recursionClients().isEmpty() && now.recursionClients().contains(source);
        if (recursion && answer.outside() && query.recursionDesired()) {
            return ELSEWHERE;
        }
        extras.recursionAvailable = recursion;
        return writer.write(answer, query, stream, extras, out);
    }

    private InetAddress believe(ClientSubnet subnet, InetAddress source, Serving now) {
        extras.subnet = query.data();
        extras.subnetAt = query.edns().subnetAt();
        extras.subnetLength = query.edns().subnetLength();
        if (subnet.prefixLength() == 0) {
            extras.scope = 0;
            return source;
        }
        extras.scope = now.table().scope(subnet.address());
        return subnet.address();
    }

    /** True when the client shows a cookie of ours: nobody forged its address. */
    private boolean readCookie(InetAddress source) {
        long seconds = time.epochSeconds();
        extras.cookie = cookies.reply(query.data(), query.edns().cookieAt(), source, seconds);
        return query.edns().cookieLength() == Cookies.LENGTH
                && cookies.isOurs(query.data(), query.edns().cookieAt(), source, seconds);
    }

    private int refuse(Query.Status status, byte[] out) {
        return switch (status) {
            case BAD_VERSION -> writer.badVersion(query, extras, out);
            case UNKNOWN_KIND -> writer.error(Rcode.NOTIMP, query, extras, out);
            default -> writer.error(Rcode.FORMERR, query, extras, out);
        };
    }
}
