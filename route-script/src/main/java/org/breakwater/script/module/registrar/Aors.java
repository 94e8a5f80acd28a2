package org.breakwater.script.module.registrar;

import java.util.Locale;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.UriEscapes;

/** Keys of addresses of record: the unescaped user, or user@domain. */
final class Aors {

    private final boolean useDomain;
    private final boolean caseSensitive;
    private final String realmPrefix;

    Aors(boolean useDomain, boolean caseSensitive, String realmPrefix) {
        this.useDomain = useDomain;
        this.caseSensitive = caseSensitive;
        this.realmPrefix = realmPrefix;
    }

    /** The key of a URI, or null when it has no user part. */
    String key(String uriText) {
        try {
            SipUri uri = SipUri.parse(uriText);
            if (uri.user() == null) {
                return null;
            }
            String user = uri.user().indexOf('%') < 0 ? uri.user() : UriEscapes.unescape(uri.user());
            if (!useDomain || uri.host() == null) {
                return caseSensitive ? user : user.toLowerCase(Locale.ROOT);
            }
            String host = uri.host().toLowerCase(Locale.ROOT);
            if (!realmPrefix.isEmpty() && host.startsWith(realmPrefix)) {
                host = host.substring(realmPrefix.length());
            }
            return (caseSensitive ? user : user.toLowerCase(Locale.ROOT)) + '@' + host;
        } catch (SipParseException e) {
            return null;
        }
    }
}
