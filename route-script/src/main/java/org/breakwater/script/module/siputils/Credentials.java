package org.breakwater.script.module.siputils;

import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** The user that a request's digest credentials name. */
final class Credentials {

    private Credentials() {}

    /** The username, or null when there are no credentials that can be read. */
    static String username(SipMessage m) {
        String value = m.header(HeaderName.AUTHORIZATION);
        if (value == null) {
            value = m.header(HeaderName.PROXY_AUTHORIZATION);
        }
        try {
            return value == null ? null : DigestCredentials.parse(value).username();
        } catch (SipParseException e) {
            return null;
        }
    }
}
