package org.breakwater.sip.sdp;

import org.breakwater.sip.message.SipParseException;

/**
 * The origin ({@code o=}): who made the description, and which version of it this is.
 *
 * @param username {@code -} when there is none
 * @param sessionId decimal digits
 * @param version decimal digits, grows by one with each change
 * @param address where the session was made
 */
public record Origin(String username, String sessionId, String version, Connection address) {

    /** An origin of ours. */
    public static Origin of(long sessionId, long version, String address) {
        return new Origin("-", Long.toString(sessionId), Long.toString(version), Connection.of(address));
    }

    /**
     * Parses the value of the line.
     *
     * @throws SipParseException 400 when it has not six parts
     */
    public static Origin parse(String value) throws SipParseException {
        String[] parts = SdpParser.words(value, 7);
        if (parts.length != 6) {
            throw new SipParseException(400, 0, "SDP with malformed o= line");
        }
        return new Origin(parts[0], parts[1], parts[2], Connection.parse(parts[3] + ' ' + parts[4] + ' ' + parts[5]));
    }

    /** The value of the line. */
    @Override
    public String toString() {
        return username + ' ' + sessionId + ' ' + version + ' ' + address;
    }
}
