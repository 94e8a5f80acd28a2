package org.breakwater.sip.message;

import java.util.Objects;

/**
 * A name-addr or addr-spec with its parameters: the form of From, To, Contact, Route and their kin (RFC 3261 §20.10). A
 * value; the URI and the tag are parsed when first asked for and kept, because every message is asked several times.
 */
public final class NameAddr {

    private final String displayName;
    private final String uriText;
    private final Params params;
    private SipUri uri;
    private String tag;

    /**
     * @param displayName as written, with its quotes and without trailing blanks; null if absent
     * @param uriText the URI as written
     * @param params header parameters, not those of the URI
     */
    public NameAddr(String displayName, String uriText, Params params) {
        this.displayName = displayName;
        this.uriText = uriText;
        this.params = params;
    }

    /** The display name as written, with its quotes and without trailing blanks; null if absent. */
    public String displayName() {
        return displayName;
    }

    /** The URI as written. */
    public String uriText() {
        return uriText;
    }

    /** Header parameters, not those of the URI. */
    public Params params() {
        return params;
    }

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
        if (tag == null) {
            tag = params.get("tag");
        }
        return tag;
    }

    /**
     * The expires parameter of a Contact in seconds, at most 2^32 - 1; -1 if absent. A malformed value counts as 3600
     * (RFC 3261 §20.10).
     */
    public long expires() {
        String text = params.get("expires");
        return text == null ? -1 : DeltaSeconds.parse(text, 3600);
    }

    /**
     * The q parameter of a Contact in thousandths, 0 to 1000; -1 if absent.
     *
     * @throws SipParseException 400 when it is not a number from 0 to 1 with at most three decimals
     */
    public int q() throws SipParseException {
        int q = qOrMissing();
        if (q < 0 && params.get("q") != null) {
            throw new SipParseException(400, 0, "Malformed q parameter");
        }
        return q;
    }

    /** The same for those who take a malformed value for none: -1 then. */
    public int qOrMissing() {
        String text = params.get("q");
        return text == null ? -1 : DeltaSeconds.parseQ(text);
    }

    /**
     * The URI in parts.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public SipUri uri() throws SipParseException {
        if (uri == null) {
            uri = SipUri.parse(uriText);
        }
        return uri;
    }

    @Override
    public String toString() {
        return (displayName == null ? "" : displayName + ' ') + '<' + uriText + '>' + params;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameAddr n
                && Objects.equals(displayName, n.displayName)
                && uriText.equals(n.uriText)
                && params.equals(n.params);
    }

    @Override
    public int hashCode() {
        return Objects.hash(displayName, uriText, params);
    }
}
