package org.breakwater.sip.message;

/**
 * A name-addr or addr-spec with its parameters: the form of From, To, Contact, Route and their kin (RFC 3261 §20.10).
 *
 * @param displayName as written, with its quotes and without trailing blanks; null if absent
 * @param uriText the URI as written
 * @param params header parameters, not those of the URI
 */
public record NameAddr(String displayName, String uriText, Params params) {

    /**
     * Parses one value.
     *
     * @throws SipParseException 400 when quotes or angle brackets do not match or the URI is missing
     */
    public static NameAddr parse(String value) throws SipParseException {
        return NameAddrParser.parse(value);
    }

    /** The tag parameter, or null. */
    public String tag() {
        return params.get("tag");
    }

    /**
     * The URI in parts.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public SipUri uri() throws SipParseException {
        return SipUri.parse(uriText);
    }

    @Override
    public String toString() {
        return (displayName == null ? "" : displayName + ' ') + '<' + uriText + '>' + params;
    }
}
