package org.breakwater.presence.document.pidf;

import java.util.Locale;

/**
 * Spells whom a document is about in one way, always with {@code sip:} or {@code sips:}: Polycom's phones take another
 * spelling for another person and keep what they knew of the first.
 */
public final class Entity {

    private Entity() {}

    /** {@code pres:USER@Host}, {@code USER@host} and {@code <sip:USER@host:5060;x=y>} all give {@code sip:USER@host}. */
    public static String sip(String uri) {
        String rest = uri.strip();
        if (rest.startsWith("<") && rest.endsWith(">")) {
            rest = rest.substring(1, rest.length() - 1).strip();
        }
        String scheme = "sip:";
        int colon = rest.indexOf(':');
        String before = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        if (before.equals("sips") || before.equals("sip") || before.equals("pres") || before.equals("im")) {
            scheme = before.equals("sips") ? "sips:" : scheme;
            rest = rest.substring(colon + 1);
        }
        rest = upTo(upTo(rest, ';'), '?');
        int at = rest.lastIndexOf('@');
        String host = rest.substring(at + 1).toLowerCase(Locale.ROOT);
        return scheme + rest.substring(0, at + 1) + withoutPort(host);
    }

    private static String upTo(String text, char end) {
        int at = Math.max(0, text.lastIndexOf('@'));
        int found = text.indexOf(end, at);
        return found < 0 ? text : text.substring(0, found);
    }

    private static String withoutPort(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? host : host.substring(0, colon);
    }
}
