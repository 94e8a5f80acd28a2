package org.breakwater.pbx.presence;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.rls.EventList;
import org.breakwater.presence.subscription.Desk;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Answers SUBSCRIBE (RFC 6665 §4.2.1); the loop of subscriptions does the rest. Any thread. */
final class Subscribing {

    private static final int DEFAULT_SECONDS = 3600;
    private static final int LONGEST_KEY = 1024;
    private static final int LONGEST_URI = 2048;
    private static final int MOST_ROUTES = 16;
    private static final String RETRY_SECONDS = "30";
    private static final String RETRY_SOON = "5";

    private final Desk desk;
    private final UserNames names;
    private final ClusterMembers members;
    private final TimeSource time;
    private final Admission admission;
    private final BooleanSupplier isBusy;

    /** Asks {@code isBusy} whether so much waits already that phones should come again later. */
    Subscribing(
            Desk desk,
            UserNames names,
            ClusterMembers members,
            TimeSource time,
            Admission admission,
            BooleanSupplier isBusy) {
        this.desk = desk;
        this.names = names;
        this.members = members;
        this.time = time;
        this.admission = admission;
        this.isBusy = isBusy;
    }

    PresenceReply subscribe(PresenceRequest request, EventPackages packages, PresenceParameters parameters) {
        SipMessage message = request.message();
        EventPackages.Named event = packages.named(message).orElse(null);
        if (event == null) {
            return Publishing.badEvent(packages);
        }
        int wanted = DeltaSeconds.parseInt(message.header(HeaderName.EXPIRES), DEFAULT_SECONDS);
        int min = parameters.bounds().min();
        if (wanted > 0 && wanted < min && wanted < DEFAULT_SECONDS) {
            return PresenceReply.of(423, "Interval Too Brief").with("Min-Expires", Integer.toString(min));
        }
        if (isBusy.getAsBoolean()) {
            return PresenceReply.of(503, "Service Unavailable").with("Retry-After", RETRY_SECONDS);
        }
        int seconds = Math.min(wanted, parameters.bounds().max());
        try {
            return message.toTag() == null
                    ? begin(request, event, seconds, parameters)
                    : refresh(request, event, seconds);
        } catch (SipParseException e) {
            return PresenceReply.of(400, "Bad From, To, Contact or Record-Route");
        }
    }

    private PresenceReply begin(
            PresenceRequest request, EventPackages.Named event, int seconds, PresenceParameters parameters)
            throws SipParseException {
        SipMessage message = request.message();
        if (admission.isTooEarly(message, null)) {
            return tooEarly();
        }
        String target = contact(message);
        if (target == null) {
            return PresenceReply.of(400, "A SUBSCRIBE Has One Contact");
        }
        String remoteTag = message.fromTag() == null ? "" : message.fromTag();
        Subscription.Ids ids = new Subscription.Ids(
                message.callId(),
                request.toTag(),
                remoteTag,
                message.to().uriText(),
                message.from().uriText());
        List<String> routes = message.addresses(HeaderName.RECORD_ROUTE).stream()
                .map(r -> '<' + r.uriText() + '>')
                .toList();
        if (ids.key().length() > LONGEST_KEY || target.length() > LONGEST_URI || routes.size() > MOST_ROUTES) {
            return PresenceReply.of(400, "Too Long To Be Kept");
        }
        String contact = ownContact(request.flow(), parameters.serverAddress());
        Subscription fresh = new Subscription(
                new Subscription.DialogPath(ids, target, routes, contact),
                new Subscription.Topic(
                        event.name(),
                        event.id(),
                        names.entity(request.presentity()),
                        Entity.sip(request.presentity()),
                        admission.isList(event.name(), request.presentity())),
                phone(request, target),
                new Subscription.Term(members.self().text(), time.epochMillis() + seconds * 1000L, 0));
        PresenceReply refusal = admission.refusalOrNull(fresh, message);
        if (refusal != null) {
            return refusal;
        }
        return switch (desk.admits(fresh)) {
            case FULL -> PresenceReply.of(503, "Service Unavailable").with("Retry-After", RETRY_SECONDS);
            case PHONE_FULL -> PresenceReply.of(403, "Too Many Subscriptions");
            default -> taken(seconds, fresh).then(() -> desk.begin(fresh, seconds));
        };
    }

    /** Whom a SUBSCRIBE is about: within a dialog that follows from how it began. */
    String about(PresenceRequest request) {
        Subscription known = request.message().toTag() == null ? null : desk.find(key(request.message()));
        return known == null ? request.presentity() : known.topic().entity();
    }

    private static String key(SipMessage message) {
        return Subscription.Ids.key(
                message.callId(), message.toTag(), message.fromTag() == null ? "" : message.fromTag());
    }

    private PresenceReply refresh(PresenceRequest request, EventPackages.Named event, int seconds)
            throws SipParseException {
        SipMessage message = request.message();
        String key = key(message);
        Subscription known = desk.find(key);
        if (known == null || !known.topic().event().equals(event.name())) {
            return PresenceReply.of(481, "Subscription Does Not Exist");
        }
        if (admission.isTooEarly(message, known)) {
            return tooEarly();
        }
        String said = contact(message);
        String target =
                said == null || said.length() > LONGEST_URI ? known.dialog().remoteTarget() : said;
        Subscription.Phone phone = phone(request, target);
        return taken(seconds, known).then(() -> desk.refresh(key, target, phone, seconds));
    }

    /** Whether a SUBSCRIBE is about a list, from a phone that knows lists or within the dialog of one. */
    boolean isList(PresenceRequest request, EventPackages packages) {
        SipMessage message = request.message();
        EventPackages.Named event = packages.named(message).orElse(null);
        if (event == null) {
            return false;
        }
        if (message.toTag() == null) {
            return Admission.knowsLists(message) && admission.isList(event.name(), request.presentity());
        }
        Subscription known = desk.find(Subscription.Ids.key(
                message.callId(), message.toTag(), message.fromTag() == null ? "" : message.fromTag()));
        return known != null && known.topic().list();
    }

    private static PresenceReply tooEarly() {
        return PresenceReply.of(503, "Lists Are Not Read Yet").with("Retry-After", RETRY_SOON);
    }

    private static PresenceReply taken(int seconds, Subscription s) {
        PresenceReply reply = PresenceReply.of(200, "OK")
                .with("Expires", Integer.toString(seconds))
                .with("Contact", s.dialog().contact());
        return s.topic().list() ? reply.with("Require", EventList.OPTION_TAG) : reply;
    }

    private static String contact(SipMessage message) throws SipParseException {
        List<NameAddr> contacts = message.addresses(HeaderName.CONTACT);
        return contacts.size() != 1 ? null : contacts.get(0).uri().toString();
    }

    private Subscription.Phone phone(PresenceRequest request, String target) throws SipParseException {
        SipMessage message = request.message();
        Flow flow = request.flow();
        String agent = message.header(HeaderName.USER_AGENT);
        boolean direct = message.values(HeaderName.VIA).size() == 1;
        return new Subscription.Phone(
                names.entity(request.watcher().isEmpty() ? message.from().uriText() : request.watcher()),
                agent == null ? "" : agent.length() > 200 ? agent.substring(0, 200) : agent,
                direct && flow.protocol() != TransportProtocol.UDP ? flow.id() : 0,
                direct && flow.protocol() == TransportProtocol.UDP ? behindNat(flow, target) : "",
                flow.protocol().token()
                        + ':'
                        + Addresses.hostText(flow.remote().getAddress())
                        + ':'
                        + flow.remote().getPort());
    }

    /** Where a phone is whose Contact has an address of its own network. */
    private static String behindNat(Flow flow, String target) throws SipParseException {
        var named = Addresses.numeric(SipUri.parse(target).host());
        var seen = flow.remote().getAddress();
        return named == null || named.equals(seen)
                ? ""
                : "sip:" + Addresses.hostText(seen) + ':' + flow.remote().getPort() + ";transport=udp";
    }

    private static String ownContact(Flow flow, String serverAddress) {
        ListenPoint socket = flow.listenPoint();
        String given = serverAddress.isEmpty() ? socket.viaHost() + ':' + socket.viaPort() : serverAddress;
        String uri = given.startsWith("sip:") || given.startsWith("sips:") ? given : "sip:" + given;
        TransportProtocol protocol = flow.protocol();
        boolean said = protocol == TransportProtocol.UDP || uri.contains(";transport=");
        return '<' + uri + (said ? "" : ";transport=" + protocol.token()) + '>';
    }
}
