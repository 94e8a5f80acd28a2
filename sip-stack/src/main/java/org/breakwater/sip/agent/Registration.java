package org.breakwater.sip.agent;

import java.util.List;
import java.util.function.Consumer;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.HeaderValues;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Keeps one binding registered (RFC 3261 §10.2) over one flow (RFC 5626): refreshed before it expires, kept open by
 * CRLF keepalives, made again when the connection is lost. Learns Service-Route (RFC 3608).
 */
public final class Registration {

    private static final int KEEPALIVE_MAX_MILLIS = 120_000;

    private final AgentContext context;
    private final Consumer<RegistrationEvent> listener;
    private final RegistrationMachine machine;
    private final String instance;
    private final String callId;
    private final String fromTag;
    private long cseq;
    private List<String> serviceRoute = List.of();
    private Timers.Timer refresh = () -> {};
    private Timers.Timer keepalive = () -> {};

    Registration(AgentContext context, int expires, String instance, Consumer<RegistrationEvent> listener) {
        this.context = context;
        this.listener = listener;
        this.instance = instance;
        this.machine = new RegistrationMachine(expires, context.identifiers()::fraction);
        this.callId = context.identifiers().callId();
        this.fromTag = context.identifiers().tag();
    }

    void start() {
        carryOut(machine.register());
    }

    /** Removes the binding; the listener hears when that is done. */
    public void unregister() {
        keepalive.cancel();
        refresh.cancel();
        carryOut(machine.unregister());
    }

    /** Route values the registrar wants in our requests outside of dialogs (RFC 3608 §6.1); empty if none. */
    public List<String> serviceRoute() {
        return serviceRoute;
    }

    void flowClosed(Target peer) {
        if (peer.address().equals(context.account().server().address())) {
            keepalive.cancel();
            carryOut(machine.flowFailed());
        }
    }

    private void carryOut(List<RegistrationMachine.Effect> effects) {
        for (RegistrationMachine.Effect effect : effects) {
            if (effect instanceof RegistrationMachine.Send send) {
                refresh.cancel();
                context.send(() -> request(send.expires()), context.account().server(), new Answers());
            } else if (effect instanceof RegistrationMachine.Schedule schedule) {
                refresh.cancel();
                refresh = context.timers().schedule(schedule.millis(), () -> carryOut(machine.timerFired()));
            } else if (effect instanceof RegistrationMachine.Report report) {
                listener.accept(report.event());
            }
        }
    }

    private RequestBuilder request(int expires) {
        Account account = context.account();
        String aor = '<' + account.addressOfRecord() + '>';
        RequestBuilder request = RequestBuilder.of(Method.REGISTER, "sip:" + account.domain())
                .from(aor + ";tag=" + fromTag)
                .to(aor)
                .callId(callId)
                .cseq(++cseq)
                .header(HeaderName.CONTACT, contact() + ";+sip.instance=\"<" + instance + ">\";reg-id=1")
                .header(HeaderName.EXPIRES, Integer.toString(expires))
                .header(HeaderName.SUPPORTED, "path, outbound")
                .header(HeaderName.ALLOW, AgentContext.ALLOW)
                .header(HeaderName.USER_AGENT, account.userAgent());
        account.routes().forEach(request::route);
        return request;
    }

    private String contact() {
        return '<' + context.contactUri(context.account().server()) + '>';
    }

    private void scheduleKeepalive() {
        keepalive.cancel();
        long millis = Math.round(
                KEEPALIVE_MAX_MILLIS * (0.8 + 0.2 * context.identifiers().fraction()));
        keepalive = context.timers().schedule(millis, () -> {
            context.signalling().keepAlive(context.account().server());
            scheduleKeepalive();
        });
    }

    /** Seconds granted to our contact, -1 when the response does not say (RFC 3261 §10.2.4). */
    private int granted(SipMessage response) {
        String ours = context.contactUri(context.account().server());
        for (String value : HeaderValues.all(response, HeaderName.CONTACT)) {
            try {
                NameAddr contact = NameAddr.parse(value);
                if (contact.uriText().equalsIgnoreCase(ours)) {
                    return number(contact.params().get("expires"));
                }
            } catch (SipParseException e) {
                // somebody else's binding; ours we wrote ourselves
                continue;
            }
        }
        return number(response.header(HeaderName.EXPIRES));
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** Hears the responses to REGISTER. */
    private final class Answers implements Signalling.ResponseListener {

        @Override
        public void response(SipMessage response) {
            if (response.status() < 200) {
                return;
            }
            if (response.status() < 300) {
                serviceRoute = List.copyOf(HeaderValues.all(response, HeaderName.SERVICE_ROUTE));
                carryOut(machine.succeeded(granted(response)));
                if (machine.state() == RegistrationMachine.State.REGISTERED) {
                    scheduleKeepalive();
                }
                return;
            }
            String retryAfter = response.header(HeaderName.RETRY_AFTER);
            carryOut(machine.failed(
                    Failure.of(response),
                    number(response.header(HeaderName.MIN_EXPIRES)),
                    number(retryAfter == null ? null : retryAfter.replaceFirst("[^\\d].*", ""))));
        }

        @Override
        public void failed(Failure failure) {
            carryOut(machine.failed(failure, -1, -1));
        }
    }
}
