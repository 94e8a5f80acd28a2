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
