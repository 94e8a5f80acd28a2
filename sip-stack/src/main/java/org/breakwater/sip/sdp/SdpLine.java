package org.breakwater.sip.sdp;

/**
 * One line.
 *
 * @param type the letter before the equals sign
 * @param value what follows it
 * @param ending the line break as it came: CRLF, LF, or at the end of the text CR or nothing
 */
public record SdpLine(char type, String value, String ending) {

    /** A line that ends in CRLF. */
    public static SdpLine of(char type, String value) {
        return new SdpLine(type, value, "\r\n");
    }

    /** An attribute; without value when {@code value} is null. */
    public static SdpLine attribute(String name, String value) {
        return of('a', value == null ? name : name + ':' + value);
    }

    /** Whether this is an attribute of this name. */
    public boolean isAttribute(String name) {
        return type == 'a'
                && value.startsWith(name)
                && (value.length() == name.length() || value.charAt(name.length()) == ':');
    }

    /** What follows the colon of an attribute, "" when there is none. */
    public String attributeValue() {
        int colon = value.indexOf(':');
        return colon < 0 ? "" : value.substring(colon + 1);
    }

    @Override
    public String toString() {
        return type + "=" + value + ending;
    }
}
