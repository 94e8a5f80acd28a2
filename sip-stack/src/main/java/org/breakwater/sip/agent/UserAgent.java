package org.breakwater.sip.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.DialogId;
import org.breakwater.sip.dialog.HeaderValues;
import org.breakwater.sip.dialog.Replaces;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * One user's agent: registers, calls, takes calls. Requests it has no use for are answered as RFC 3261 §8.2 says.
 * Belongs to one worker.
 */
public final class UserAgent implements Signalling.RequestListener {

    private static final List<String> EXTENSIONS = List.of("timer", "100rel", "replaces", "outbound", "path");

    private final AgentContext context;
    private final IncomingListener incoming;
    private final List<IncomingCall> ringing = new ArrayList<>();
    private Registration registration;

    /** Decides about calls that come in. */
    public interface IncomingListener {

        /**
         * A call came. Called before anything was answered.
         *
         * @return who hears what becomes of it; empty refuses it with 486 Busy Here
         */
        Optional<CallListener> incoming(SipMessage invite);

        /** The call is ready to be rung, answered or rejected. */
        void ready(IncomingCall call);
    }

    /** An agent for an account; hears requests from now on. */
    public UserAgent(
            Signalling signalling, Account account, Timers timers, Identifiers identifiers, IncomingListener incoming) {
        this.context = new AgentContext(signalling, account, timers, identifiers);
        this.incoming = incoming;
        signalling.listen(this);
    }

    /**
     * Registers and stays registered.
     *
     * @param expires seconds to ask for
     * @param instance URN that names this device for good, as {@code urn:uuid:…} (RFC 5626 §4.1)
     */
    public Registration register(int expires, String instance, Consumer<RegistrationEvent> listener) {
        registration = new Registration(context, expires, instance, listener);
        registration.start();
        return registration;
    }

    /**
     * Calls somebody.
     *
     * @param destination URI to call
     * @param offer our session description
     */
    public OutgoingCall call(String destination, byte[] offer, CallListener listener) {
        return call(destination, offer, null, listener);
    }

    /** Calls somebody in the place of a call they have (RFC 3891). */
    public OutgoingCall replace(String destination, byte[] offer, Replaces replaces, CallListener listener) {
        return call(destination, offer, replaces.toString(), listener);
    }

    private OutgoingCall call(String destination, byte[] offer, String replaces, CallListener listener) {
        OutgoingCall call = new OutgoingCall(context, listener, destination, offer, replaces);
        List<String> routes = new ArrayList<>(context.account().routes());
        if (registration != null) {
            routes.addAll(registration.serviceRoute());
        }
        call.start(routes);
        return call;
    }

    @Override
    public void request(Signalling.ReceivedRequest received) {
        SipMessage request = received.request();
        if (request.toTag() != null) {
            Optional<Call> call = context.call(DialogId.ofIncoming(request));
            if (call.isPresent()) {
                call.get().received(received);
            } else {
                received.respond(response(request, 481));
            }
            return;
        }
        List<String> unsupported = new ArrayList<>(HeaderValues.all(request, HeaderName.REQUIRE));
        unsupported.removeAll(EXTENSIONS);
        if (!unsupported.isEmpty()) {
            received.respond(response(request, 420).header(HeaderName.UNSUPPORTED, String.join(", ", unsupported)));
            return;
        }
        switch (request.method()) {
            case INVITE -> invited(received);
            case OPTIONS ->
                received.respond(response(request, 200)
                        .header(HeaderName.ALLOW, AgentContext.ALLOW)
                        .header(HeaderName.ACCEPT, Call.SDP)
                        .header(HeaderName.SUPPORTED, String.join(", ", EXTENSIONS)));
            case BYE, PRACK, UPDATE, NOTIFY -> received.respond(response(request, 481));
            default -> received.respond(response(request, 405).header(HeaderName.ALLOW, AgentContext.ALLOW));
        }
    }

    private void invited(Signalling.ReceivedRequest received) {
        SipMessage request = received.request();
        Call replaced = null;
        String replaces = request.header(HeaderName.REPLACES);
        if (replaces != null) {
            try {
                Replaces.Match match =
                        Replaces.parse(replaces).match(id -> context.call(id).flatMap(Call::dialog));
                if (match instanceof Replaces.Refuse refuse) {
                    received.respond(response(request, refuse.status()));
                    return;
                }
                Dialog dialog = ((Replaces.Replace) match).dialog();
                replaced = context.call(dialog.id()).orElse(null);
            } catch (SipParseException e) {
                received.respond(response(request, e.status()));
                return;
            }
        }
        accept(received, replaced);
    }

    private void accept(Signalling.ReceivedRequest received, Call replaced) {
        Optional<CallListener> listener = incoming.incoming(received.request());
        if (listener.isEmpty()) {
            received.respond(response(received.request(), 486));
            return;
        }
        IncomingCall call = new IncomingCall(context, listener.get(), received, replaced);
        if (!call.open()) {
            return;
        }
        ringing.removeIf(Call::isEnded);
        ringing.add(call);
        incoming.ready(call);
    }

    @Override
    public void ack(SipMessage ack) {
        context.call(DialogId.ofIncoming(ack)).ifPresent(call -> call.acknowledged(ack));
    }

    @Override
    public void cancelled(Signalling.ReceivedRequest invite) {
        for (IncomingCall call : List.copyOf(ringing)) {
            if (call.isFor(invite)) {
                call.cancelled();
            }
        }
    }

    @Override
    public void flowClosed(Target peer) {
        if (registration != null) {
            registration.flowClosed(peer);
        }
    }

    private ResponseBuilder response(SipMessage request, int status) {
        return context.response(request, status, context.identifiers().tag());
    }
}
