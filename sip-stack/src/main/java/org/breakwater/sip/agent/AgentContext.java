package org.breakwater.sip.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.DialogId;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** What the parts of one agent share. */
final class AgentContext {

    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, REFER, NOTIFY, INFO";

    private final Signalling signalling;
    private final Account account;
    private final Timers timers;
    private final Identifiers identifiers;
    private final ClientAuthentication authentication;
    private final Map<DialogId, Call> calls = new HashMap<>();

    AgentContext(Signalling signalling, Account account, Timers timers, Identifiers identifiers) {
        this.signalling = signalling;
        this.account = account;
        this.timers = timers;
        this.identifiers = identifiers;
        this.authentication = new ClientAuthentication(account.user(), account.password(), identifiers::cnonce);
    }

    Account account() {
        return account;
    }

    Timers timers() {
        return timers;
    }

    Identifiers identifiers() {
        return identifiers;
    }

    Signalling signalling() {
        return signalling;
    }

    ClientAuthentication authentication() {
        return authentication;
    }

    /** Sends a request, and again with credentials when asked for them. */
    RequestAttempt send(Supplier<RequestBuilder> template, Target target, Signalling.ResponseListener listener) {
        RequestAttempt attempt = new RequestAttempt(this, template, target, listener);
        attempt.send();
        return attempt;
    }

    /** The URI we can be reached at from the target's side. */
    String contactUri(Target target) {
        ListenPoint point = signalling
                .sourceFor(target)
                .orElse(ListenPoint.of(target.protocol(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        String transport = target.protocol() == TransportProtocol.UDP
                ? ""
                : ";transport=" + target.protocol().token();
        return SipUri.of("sip", account.user(), point.viaHost(), point.viaPort(), transport)
                .text();
    }

    /** A response to a request, with a tag and our name in it. */
    ResponseBuilder response(SipMessage request, int status, String localTag) {
        ResponseBuilder response = ResponseBuilder.of(request, status).header(HeaderName.SERVER, account.userAgent());
        return status > 100 ? response.toTag(localTag) : response;
    }

    /**
     * Where a request in a dialog goes: to the first hop of its route, or to the peer, if that has a numeric address;
     * our server otherwise, whose flow we know (RFC 5626 §4.3).
     */
    Target nextHop(Dialog dialog) {
        try {
            SipUri uri = dialog.routeSet().isEmpty()
                    ? SipUri.parse(dialog.remoteTarget())
                    : NameAddr.parse(dialog.routeSet().get(0)).uri();
            return numericTarget(uri).orElse(account.server());
        } catch (SipParseException e) {
            return account.server();
        }
    }

    private Optional<Target> numericTarget(SipUri uri) {
        InetAddress address = uri.host() == null ? null : Addresses.numeric(uri.host());
        if (address == null) {
            return Optional.empty();
        }
        String token = uri.transport() == null ? (uri.isSecure() ? "tls" : "udp") : uri.transport();
        TransportProtocol protocol =
                TransportProtocol.of(token).orElse(account.server().protocol());
        InetSocketAddress to = new InetSocketAddress(address, uri.port() > 0 ? uri.port() : protocol.defaultPort());
        boolean isServer = to.equals(account.server().address());
        boolean spoken = signalling.sourceFor(Target.of(protocol, to)).isPresent();
        return isServer || !spoken ? Optional.empty() : Optional.of(Target.of(protocol, to));
    }

    void remember(DialogId id, Call call) {
        calls.put(id, call);
    }

    void forget(DialogId id) {
        calls.remove(id);
    }

    Optional<Call> call(DialogId id) {
        return Optional.ofNullable(calls.get(id));
    }

    Map<DialogId, Call> calls() {
        return Map.copyOf(calls);
    }

    static SipMessage parse(byte[] ownMessage) {
        try {
            return SipMessage.parse(ownMessage, ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new IllegalStateException("built a message that cannot be read", e);
        }
    }
}
