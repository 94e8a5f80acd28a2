package org.breakwater.pbx.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.breakwater.presence.rls.EventList;
import org.breakwater.presence.subscription.Notification;
import org.breakwater.presence.subscription.NotifySender;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;

/**
 * NOTIFY within its dialog: over the connection of the last SUBSCRIBE, else over the one the phone is registered on, else
 * where its route set or its Contact leads. Any thread.
 */
final class Notifications implements NotifySender {

    private final Supplier<Signalling> signalling;
    private final LongPredicate isOpen;
    private final UserRegistrations registrations;
    private final String self;

    /**
     * @param signalling of the script that routes now; null before there is one
     * @param isOpen whether a connection can be sent on
     * @param self this run of this server
     */
    Notifications(Supplier<Signalling> signalling, LongPredicate isOpen, UserRegistrations registrations, String self) {
        this.signalling = signalling;
        this.isOpen = isOpen;
        this.registrations = registrations;
        this.self = self;
    }

    @Override
    public void send(Notification n, IntConsumer done) {
        Signalling now = signalling.get();
        if (now == null) {
            done.accept(NOT_SENT);
            return;
        }
        now.send(
                request(n),
                reply -> done.accept(reply.message() == null && reply.status() != 408 ? NOT_SENT : reply.status()));
    }

    private LocalRequest request(Notification n) {
        Subscription s = n.subscription();
        Subscription.Ids ids = s.dialog().ids();
        Way way = Way.of(s);
        return new LocalRequest(
                "NOTIFY",
                way.requestUri,
                way.nextHop,
                '<' + ids.localUri() + ">;tag=" + ids.localTag(),
                '<' + ids.remoteUri() + '>' + (ids.remoteTag().isEmpty() ? "" : ";tag=" + ids.remoteTag()),
                ids.callId(),
                n.cseq(),
                headers(n, way),
                Octets.fromUnicode(n.body()),
                null,
                way.routes.isEmpty() ? flow(s) : 0,
                true);
    }

    private static String headers(Notification n, Way way) {
        Subscription s = n.subscription();
        StringBuilder lines = new StringBuilder();
        way.routes.forEach(r -> lines.append("Route: ").append(r).append("\r\n"));
        lines.append("Contact: ").append(s.dialog().contact()).append("\r\nEvent: ");
        lines.append(s.topic().event());
        if (!s.topic().eventId().isEmpty()) {
            lines.append(";id=").append(s.topic().eventId());
        }
        lines.append("\r\nSubscription-State: ").append(n.state()).append("\r\n");
        if (s.topic().list()) {
            lines.append("Require: ").append(EventList.OPTION_TAG).append("\r\n");
        }
        if (!n.contentType().isEmpty()) {
            lines.append("Content-Type: ").append(n.contentType()).append("\r\n");
        }
        return lines.toString();
    }

    private long flow(Subscription s) {
        long flow = s.term().owner().equals(self) ? s.phone().flowId() : 0;
        if (flow != 0 && isOpen.test(flow)) {
            return flow;
        }
        return registrations.flowOf(s.phone().user(), s.dialog().remoteTarget());
    }

    /** Where a request in a dialog goes (RFC 3261 §12.2.1.1). */
    private record Way(String requestUri, List<String> routes, String nextHop) {
        static Way of(Subscription s) {
            List<String> routes = s.dialog().routes();
            String target = s.dialog().remoteTarget();
            if (routes.isEmpty()) {
                return new Way(
                        target,
                        routes,
                        s.phone().nextHop().isEmpty() ? null : s.phone().nextHop());
            }
            try {
                NameAddr first = NameAddr.parse(routes.get(0));
                if (first.uri().isLoose()) {
                    return new Way(target, routes, first.uriText());
                }
                List<String> rest = new ArrayList<>(routes.subList(1, routes.size()));
                rest.add('<' + target + '>');
                return new Way(first.uriText(), rest, first.uriText());
            } catch (SipParseException e) {
                return new Way(target, List.of(), null);
            }
        }
    }
}
