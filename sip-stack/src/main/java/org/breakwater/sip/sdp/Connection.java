package org.breakwater.sip.sdp;

import org.breakwater.sip.message.SipParseException;

/**
 * A connection ({@code c=}).
 *
 * @param isIpv6 whether the address type is IP6
 * @param address address or host name, without brackets, TTL and count
 */
public record Connection(boolean isIpv6, String address) {

    /** The connection of a numeric address. */
    public static Connection of(String address) {
        return new Connection(address.indexOf(':') >= 0, address);
    }

    /**
     * Parses {@code IN IP4 192.0.2.1}.
     *
     * @throws SipParseException 400 when it is anything else
     */
    public static Connection parse(String value) throws SipParseException {
        String[] parts = SdpParser.words(value, 4);
        boolean good = parts.length == 3 && parts[0].equals("IN") && !parts[2].isEmpty();
        if (!good || !(parts[1].equals("IP4") || parts[1].equals("IP6"))) {
            throw new SipParseException(400, 0, "SDP with malformed c= line");
        }
        int slash = parts[2].indexOf('/');
        return new Connection(parts[1].equals("IP6"), slash < 0 ? parts[2] : parts[2].substring(0, slash));
    }

    /** Whether media is on hold in the old way: the unspecified address (RFC 2543). */
    public boolean isHold() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    /** The value of the line. */
    @Override
    public String toString() {
        return (isIpv6 ? "IN IP6 " : "IN IP4 ") + address;
    }
}
