package org.breakwater.presence.xmpp.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.presence.xmpp.stanza.Jid;

/** Addresses of SIP as addresses of XMPP and back (RFC 7247 §5). Parameters of a SIP URI and resources are left out. */
public final class AddressMapping {

    /** What may stand in the user part of a SIP URI beside letters and digits (RFC 3261 §25.1). */
    private static final String SIP_USER = "-_.!~*'()&=+$,;?/";

    /** Characters no local part may have, and how XEP-0106 writes them; the backslash needs it before one of these only. */
    private static final String ESCAPED = " \"&'/:<>@\\";

    private AddressMapping() {}

    /**
     * The bare address in XMPP of a SIP URI, with or without scheme, angle brackets and parameters.
     *
     * @return empty when it has no user, or is no address in XMPP
     */
    public static Optional<Jid> toXmpp(String sipUri) {
        String rest = sipUri.strip();
        if (rest.startsWith("<") && rest.endsWith(">")) {
            rest = rest.substring(1, rest.length() - 1);
        }
        int colon = rest.indexOf(':');
        String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        if (scheme.equals("sip") || scheme.equals("sips") || scheme.equals("pres") || scheme.equals("im")) {
            rest = rest.substring(colon + 1);
        }
        int at = rest.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String user = rest.substring(0, at);
        int password = user.indexOf(':');
        return Jid.of(localPart(password < 0 ? user : user.substring(0, password)), host(rest.substring(at + 1)), "");
    }

    /** A user part as it stands in a SIP URI, as the local part of an address in XMPP. */
    public static String localPart(String sipUser) {
        return escaped(unescapedPercent(sipUser));
    }

    private static String host(String hostAndMore) {
        int end = 0;
        boolean bracket = hostAndMore.startsWith("[");
        while (end < hostAndMore.length() && ";?>".indexOf(hostAndMore.charAt(end)) < 0) {
            if (hostAndMore.charAt(end) == ':' && !bracket) {
                break;
            }
            bracket &= hostAndMore.charAt(end) != ']';
            end++;
        }
        return hostAndMore.substring(0, end);
    }

    /** The SIP URI of an address in XMPP; a server's has no user. */
    public static String toSip(Jid jid) {
        return "sip:" + (jid.local().isEmpty() ? "" : sipUser(jid) + '@') + jid.domain();
    }

    /** The user part of the SIP URI of an address in XMPP. */
    public static String sipUser(Jid jid) {
        return escapedPercent(unescaped(jid.local()));
    }

    private static String escaped(String user) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            boolean plain = c == '\\' ? !isEscape(user, i) : ESCAPED.indexOf(c) < 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('\\').append(String.format(Locale.ROOT, "%02x", (int) c));
            }
        }
        return out.toString();
    }

    private static String unescaped(String local) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < local.length(); i++) {
            if (local.charAt(i) == '\\' && isEscape(local, i)) {
                out.append((char) Integer.parseInt(local.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(local.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isEscape(String text, int at) {
        if (at + 3 > text.length()
                || Character.digit(text.charAt(at + 1), 16) < 0
                || Character.digit(text.charAt(at + 2), 16) < 0) {
            return false;
        }
        return ESCAPED.indexOf((char) Integer.parseInt(text.substring(at + 1, at + 3), 16)) >= 0;
    }

    private static String unescapedPercent(String user) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] all = user.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < all.length; i++) {
            int high = i + 2 < all.length ? Character.digit(all[i + 1], 16) : -1;
            int low = i + 2 < all.length ? Character.digit(all[i + 2], 16) : -1;
            if (all[i] == '%' && high >= 0 && low >= 0) {
                octets.write(high * 16 + low);
                i += 2;
            } else {
                octets.write(all[i]);
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private static String escapedPercent(String user) {
        StringBuilder out = new StringBuilder();
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letterOrDigit || SIP_USER.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
