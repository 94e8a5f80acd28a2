package org.breakwater.pbx.feature;

import java.util.Optional;
import java.util.regex.Pattern;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Where calls may be forwarded to: numbers and users, or SIP URIs. */
final class Targets {

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9+*#._~!$'-]{1,64}");
    private static final int LONGEST = 255;

    private final UserSpelling names;

    Targets(UserSpelling names) {
        this.names = names;
    }

    /** As it is kept: at our own domains the number alone. Empty when it cannot be a target; "" stays "". */
    Optional<String> accept(String said) {
        String text = said.strip();
        if (text.isEmpty() || NUMBER.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (text.startsWith("tel:")) {
            String number = text.substring(4).replaceAll("[-.()]|;.*", "");
            return NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
        }
        try {
            SipUri uri = SipUri.parse(Entity.sip(text));
            if (uri.user() == null || text.length() > LONGEST || !uri.isSip()) {
                return Optional.empty();
            }
            String key = names.key(text);
            return Optional.of(key.indexOf('@') < 0 && NUMBER.matcher(key).matches() ? key : uri.toString());
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }
}
