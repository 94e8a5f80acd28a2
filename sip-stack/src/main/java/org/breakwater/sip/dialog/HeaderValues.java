package org.breakwater.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.ValueList;

/** Header fields that may be given as several fields or as one list (RFC 3261 §7.3.1). */
public final class HeaderValues {

    private HeaderValues() {}

    /** All elements of a field from top to bottom; empty when it is absent. */
    public static List<String> all(SipMessage message, HeaderName name) {
        List<String> values = new ArrayList<>(4);
        HeaderIndex index = message.index();
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            split(index.value(i), values);
        }
        return values;
    }

    /** Whether a list of option tags or tokens names one, in any case. */
    public static boolean contains(SipMessage message, HeaderName name, String token) {
        String wanted = token.toLowerCase(Locale.ROOT);
        return all(message, name).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).equals(wanted));
    }

    /**
     * URI of the first Contact, or null when there is none.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public static String contactUri(SipMessage message) throws SipParseException {
        List<String> contacts = all(message, HeaderName.CONTACT);
        return contacts.isEmpty() || contacts.get(0).equals("*")
                ? null
                : NameAddr.parse(contacts.get(0)).uriText();
    }

    private static void split(String list, List<String> into) {
        for (int at = 0; at < list.length(); ) {
            int end = ValueList.elementEnd(list, at);
            String value = list.substring(at, end).trim();
            if (!value.isEmpty()) {
                into.add(value);
            }
            at = end + 1;
        }
    }
}
