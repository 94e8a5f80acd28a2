package org.breakwater.sip.agent;

import java.util.function.Supplier;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;

/** One request of ours until its final response; sent again with credentials when it is challenged. */
final class RequestAttempt implements Signalling.ResponseListener {

    private final AgentContext context;
    private final Supplier<RequestBuilder> template;
    private final Target target;
    private final Signalling.ResponseListener listener;
    private final ClientAuthentication.Attempt tried = ClientAuthentication.Attempt.first();
    private Signalling.SentRequest sent;
    private SipMessage request;

    /**
     * A request not sent yet.
     *
     * @param template builds it with a new CSeq number each time it is called
     */
    RequestAttempt(
            AgentContext context,
            Supplier<RequestBuilder> template,
            Target target,
            Signalling.ResponseListener listener) {
        this.context = context;
        this.template = template;
        this.target = target;
        this.listener = listener;
    }

    void send() {
        SipMessage plain = AgentContext.parse(template.get().build());
        String credentials = context.authentication().headerLines(plain, tried);
        request =
                credentials.isEmpty() ? plain : AgentContext.parse(MessageWriter.write(plain, null, credentials, null));
        sent = context.signalling().send(request, target, this);
    }

    void cancel() {
        sent.cancel();
    }

    /** As it was sent last, without Via. */
    SipMessage request() {
        return request;
    }

    @Override
    public void response(SipMessage response) {
        boolean challenge = response.status() == 401 || response.status() == 407;
        if (challenge && context.authentication().challenged(response, tried)) {
            send();
        } else {
            listener.response(response);
        }
    }

    @Override
    public void failed(Failure failure) {
        listener.failed(failure);
    }
}
