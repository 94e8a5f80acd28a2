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
