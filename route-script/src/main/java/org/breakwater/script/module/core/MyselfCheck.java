package org.breakwater.script.module.core;

import org.breakwater.script.run.LocalDomains;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Whether a URI points at this server. */
public final class MyselfCheck {

    private MyselfCheck() {}

    /** Whether host and port of a URI, or of {@code host:port}, are ours; text that is neither is not ours. */
    public static boolean isLocalUri(String text, LocalDomains domains) {
        try {
            boolean isUri = text.startsWith("sip:") || text.startsWith("sips:");
            return isLocal(SipUri.parse(isUri ? text : "sip:" + text), domains);
        } catch (SipParseException e) {
            return false;
        }
    }

    /** Whether host, port and transport of a URI are ours; what it leaves out fits anything. */
    public static boolean isLocal(SipUri uri, LocalDomains domains) {
        return uri.host() != null && domains.isLocal(uri.host(), Math.max(0, uri.port()), uri.transport());
    }
}
