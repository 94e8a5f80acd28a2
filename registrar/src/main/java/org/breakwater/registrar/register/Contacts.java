package org.breakwater.registrar.register;

import java.util.List;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * The Contact fields of a REGISTER.
 *
 * @param star whether it is {@code Contact: *}
 * @param list the contacts; empty when the phone only asks what is registered
 */
record Contacts(boolean star, List<NameAddr> list) {

    static Contacts of(SipMessage message) throws SipParseException {
        if (message.isContactStar()) {
            boolean alone = message.index().count(HeaderName.CONTACT) == 1;
            return new Contacts(true, alone ? List.of() : message.addresses(HeaderName.CONTACT));
        }
        return new Contacts(false, message.addresses(HeaderName.CONTACT));
    }

    /** Seconds a number text means, or -1 if it is none; more than 32 bits count as the largest. */
    static int seconds(String text) {
        if (text == null || text.isEmpty()) {
            return -1;
        }
        long n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            n = Math.min(Integer.MAX_VALUE, n * 10 + c - '0');
        }
        return (int) n;
    }

    /** Preference of a contact times 1000; -1 if absent or malformed. */
    static int q(NameAddr contact) {
        String text = contact.params().get("q");
        if (text == null || text.isEmpty() || text.charAt(0) > '1' || text.charAt(0) < '0') {
            return -1;
        }
        int q = (text.charAt(0) - '0') * 1000;
        int weight = 100;
        for (int i = 2; i < text.length() && i < 5 && text.charAt(1) == '.'; i++) {
            q += Math.max(0, Math.min(9, text.charAt(i) - '0')) * weight;
            weight /= 10;
        }
        return Math.min(1000, q);
    }

    /** Preference as a phone writes it: 900 is 0.9. */
    static String text(int q) {
        if (q % 1000 == 0) {
            return Integer.toString(q / 1000);
        }
        String digits = Integer.toString(1000 + q).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "0." + digits.substring(0, end);
    }

    /** {@code +sip.instance} without quotes and brackets, or null. */
    static String instance(NameAddr contact) {
        String value = contact.params().get("+sip.instance");
        if (value == null || value.isEmpty()) {
            return null;
        }
        boolean bracketed = value.startsWith("<") && value.endsWith(">");
        return bracketed ? value.substring(1, value.length() - 1) : value;
    }
}
