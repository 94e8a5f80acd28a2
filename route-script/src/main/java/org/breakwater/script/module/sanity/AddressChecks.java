package org.breakwater.script.module.sanity;

import java.util.Set;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Whether URIs can be read and are of a kind a SIP proxy knows. */
final class AddressChecks {

    private static final int REQUEST_URI = 1;
    private static final int FROM = 2;
    private static final int TO = 4;
    private static final int CONTACT = 8;
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel", "tels", "urn");

    private AddressChecks() {}

    static Problem requestUri(ScriptContext ctx) {
        return !ctx.message().isRequest() || isGood(ctx.requestUri()) ? null : Problem.bad("Bad Request URI");
    }

    static Problem uris(ScriptContext ctx, int which) {
        SipMessage m = ctx.message();
        if ((which & REQUEST_URI) != 0 && requestUri(ctx) != null) {
            return requestUri(ctx);
        }
        if ((which & FROM) != 0 && !isGood(m, HeaderName.FROM)) {
            return Problem.bad("Invalid From Header");
        }
        if ((which & TO) != 0 && !isGood(m, HeaderName.TO)) {
            return Problem.bad("Invalid To Header");
        }
        return (which & CONTACT) != 0 && !areContactsGood(m) ? Problem.bad("Bad Contact URI") : null;
    }

    private static boolean isGood(SipMessage m, HeaderName name) {
        try {
            return isGood((name == HeaderName.FROM ? m.from() : m.to()).uriText());
        } catch (SipParseException e) {
            return false;
        }
    }

    private static boolean areContactsGood(SipMessage m) {
        if (m.isContactStar()) {
            return true;
        }
        try {
            for (NameAddr contact : m.addresses(HeaderName.CONTACT)) {
                if (!isGood(contact.uriText())) {
                    return false;
                }
            }
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }

    private static boolean isGood(String uri) {
        try {
            return SCHEMES.contains(SipUri.parse(uri).scheme());
        } catch (SipParseException e) {
            return false;
        }
    }
}
