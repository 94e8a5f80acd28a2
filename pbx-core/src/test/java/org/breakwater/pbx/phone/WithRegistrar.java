package org.breakwater.pbx.phone;

import java.util.Optional;
import java.util.function.Function;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.agent.Failure;
import org.breakwater.sip.agent.Signalling;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Signalling whose REGISTER requests are answered by the test; the others go where they went. */
final class WithRegistrar implements Signalling {

    private final Signalling others;
    private final ManualTime time;
    private Function<SipMessage, ResponseBuilder> registrar = WithRegistrar::grant;
    private int registrations;

    WithRegistrar(Signalling others, ManualTime time) {
        this.others = others;
        this.time = time;
    }

    void answerRegisterBy(Function<SipMessage, ResponseBuilder> answer) {
        registrar = answer;
    }

    int registrations() {
        return registrations;
    }

    @Override
    public SentRequest send(SipMessage request, Target target, ResponseListener listener) {
        if (request.method() != Method.REGISTER) {
            return others.send(request, target, listener);
        }
        registrations++;
        ResponseBuilder answer = registrar.apply(request);
        if (answer == null) {
            time.schedule(1, () -> listener.failed(Failure.unreachable("Connection failed: Connection refused")));
        } else {
            time.schedule(1, () -> listener.response(parse(answer)));
        }
        return () -> {};
    }

    @Override
    public void sendAck(SipMessage ack, Target target) {
        others.sendAck(ack, target);
    }

    @Override
    public void keepAlive(Target target) {
        others.keepAlive(target);
    }

    @Override
    public Optional<ListenPoint> sourceFor(Target target) {
        return others.sourceFor(target);
    }

    @Override
    public void listen(RequestListener listener) {
        others.listen(listener);
    }

    private static ResponseBuilder grant(SipMessage request) {
        return ResponseBuilder.of(request, 200).header(HeaderName.EXPIRES, request.header(HeaderName.EXPIRES));
    }

    private static SipMessage parse(ResponseBuilder response) {
        try {
            return SipMessage.parse(response.build(), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new AssertionError(e);
        }
    }
}
