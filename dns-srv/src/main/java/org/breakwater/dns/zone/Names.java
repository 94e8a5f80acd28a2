package org.breakwater.dns.zone;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/** Reads and makes domain names. */
public final class Names {

    private static final Name STAR = Name.fromConstantString("*");

    private Names() {}

    /**
     * Reads an absolute name; the closing dot may be left out.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong
     */
    public static Name absolute(String text) {
        try {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a domain name is missing");
            }
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a domain name: " + e.getMessage(), e);
        }
    }

    /**
     * {@code labels} in front of {@code origin}.
     *
     * @throws IllegalArgumentException when the name would be too long or is not one
     */
    public static Name below(String labels, Name origin) {
        try {
            return Name.fromString(labels, origin);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("\"" + labels + "\" is not a domain name: " + e.getMessage(), e);
        }
    }

    /** The name as people write it, without the closing dot. */
    public static String shown(Name name) {
        return name.toString(true);
    }

    /** {@code *} below a name; the name itself when there is no room for it, which matches nothing. */
    static Name wildcardOf(Name name) {
        try {
            return Name.concatenate(STAR, name);
        } catch (NameTooLongException e) {
            return name;
        }
    }
}
