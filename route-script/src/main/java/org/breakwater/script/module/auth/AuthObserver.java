package org.breakwater.script.module.auth;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/**
 * Hears what becomes of authentication, for the security log and for bans, and may have credentials refused whatever
 * they are. Called on workers; must not block.
 */
public interface AuthObserver {

    /** Nobody is told. */
    AuthObserver NONE = new AuthObserver() {
        @Override
        public void challenged(Flow flow, SipMessage request) {
            // nobody asked
        }

        @Override
        public boolean accepts(Flow flow, Claim claim) {
            return true;
        }

        @Override
        public void checked(Flow flow, SipMessage request, Claim claim, AuthResult result) {
            // nobody asked
        }
    };

    /** A challenge was sent. */
    void challenged(Flow flow, SipMessage request);

    /**
     * Whether credentials for that account count when they come from there. If not, they are treated as a wrong
     * password, be they right or not. Asked after the check, so that time does not tell which they were.
     */
    boolean accepts(Flow flow, Claim claim);

    /** Credentials were checked. */
    void checked(Flow flow, SipMessage request, Claim claim, AuthResult result);

    /**
     * Who somebody claims to be.
     *
     * @param username as the credentials give it
     * @param account the account this means, the same however the user name is written
     * @param realm the realm of the credentials
     */
    record Claim(String username, String account, String realm) {}
}
