package org.breakwater.script.module.auth;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/** Hears what becomes of authentication, for the security log and for bans. Called on workers; must not block. */
public interface AuthObserver {

    /** Nobody is told. */
    AuthObserver NONE = new AuthObserver() {
        @Override
        public void challenged(Flow flow, SipMessage request) {
            // nobody asked
        }

        @Override
        public void checked(Flow flow, SipMessage request, String username, AuthResult result) {
            // nobody asked
        }
    };

    /** A challenge was sent. */
    void challenged(Flow flow, SipMessage request);

    /** Credentials were checked. */
    void checked(Flow flow, SipMessage request, String username, AuthResult result);
}
