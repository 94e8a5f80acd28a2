package org.breakwater.script.module.uac;

import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipMessage;

/** Display name and URI of From or To, without the parameters behind them. */
final class AddressPart {

    private AddressPart() {}

    /** As it stands in the message; null when there is no such header field. */
    static String of(SipMessage message, HeaderName name) {
        HeaderIndex index = message.index();
        int field = index.first(name);
        if (field < 0) {
            return null;
        }
        String value = index.value(field);
        return value.substring(0, end(value));
    }

    /** Queues another one in its place. */
    static void replace(SipMessage message, HeaderName name, String part, MessageEdits edits) {
        HeaderIndex index = message.index();
        int field = index.first(name);
        if (field >= 0) {
            int start = index.valueStart(field);
            edits.replace(start, start + end(index.value(field)), part);
        }
    }

    /** Queues another URI, leaving the display name. */
    static void replaceUri(SipMessage message, HeaderName name, String uri, MessageEdits edits) {
        HeaderIndex index = message.index();
        int field = index.first(name);
        String value = index.value(field);
        int end = end(value);
        int open = outsideQuotes(value, '<');
        int start = index.valueStart(field);
        edits.replace(start + open + 1, start + (open < 0 ? end : end - 1), uri);
    }

    private static int end(String value) {
        int open = outsideQuotes(value, '<');
        if (open >= 0) {
            int close = value.indexOf('>', open);
            return close < 0 ? value.length() : close + 1;
        }
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon))
                .stripTrailing()
                .length();
    }

    private static int outsideQuotes(String value, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
