package org.breakwater.script.module.xmpp;

import java.util.function.IntConsumer;

/** The gateway behind the script's functions. Calls are made on the message's worker and do not block. */
public interface XmppPort {

    /** A server without a gateway. */
    XmppPort NONE = new XmppPort() {
        @Override
        public boolean serves(String domain) {
            return false;
        }

        @Override
        public boolean isFromGateway(String token) {
            return false;
        }

        @Override
        public boolean send(XmppMessage message, IntConsumer done) {
            return false;
        }
    };

    /** Header field by which the gateway's own requests are known. */
    String TOKEN_HEADER = "X-Breakwater-Xmpp";

    /** Whether users of that domain are reached through XMPP. */
    boolean serves(String domain);

    /** Whether a request with that value of {@link #TOKEN_HEADER} was made by the gateway of this server. */
    boolean isFromGateway(String token);

    /**
     * Takes a message.
     *
     * @param done told the status for its reply once, on any thread, unless the answer is false
     * @return false when it cannot be taken: not for XMPP, or not from a user of ours
     */
    boolean send(XmppMessage message, IntConsumer done);
}
