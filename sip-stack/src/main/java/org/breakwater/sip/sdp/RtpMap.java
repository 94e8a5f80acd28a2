package org.breakwater.sip.sdp;

import java.util.Optional;

/**
 * What a payload type means ({@code a=rtpmap}).
 *
 * @param payloadType 0 to 127
 * @param encoding name as written, compared in any case
 * @param clockRate Hz
 * @param channels 1 unless given
 */
public record RtpMap(int payloadType, String encoding, int clockRate, int channels) {

    /** Parses {@code 101 telephone-event/8000}; empty when it is malformed. */
    public static Optional<RtpMap> parse(String value) {
        int blank = value.indexOf(' ');
        int slash = value.indexOf('/', Math.max(0, blank));
        if (blank <= 0 || slash < 0) {
            return Optional.empty();
        }
        int slash2 = value.indexOf('/', slash + 1);
        int payloadType = SdpParser.number(value.substring(0, blank), 127);
        String encoding = value.substring(blank + 1, slash).trim();
        String rate =
                value.substring(slash + 1, slash2 < 0 ? value.length() : slash2).trim();
        int clockRate = SdpParser.number(rate, 1_000_000);
        int channels =
                slash2 < 0 ? 1 : SdpParser.number(value.substring(slash2 + 1).trim(), 255);
        return payloadType < 0 || clockRate <= 0 || channels <= 0 || encoding.isEmpty()
                ? Optional.empty()
                : Optional.of(new RtpMap(payloadType, encoding, clockRate, channels));
    }

    /** What a payload type means that needs no rtpmap (RFC 3551 §6); empty for others. */
    public static Optional<RtpMap> ofStatic(int payloadType) {
        return switch (payloadType) {
            case 0 -> Optional.of(new RtpMap(0, "PCMU", 8000, 1));
            case 3 -> Optional.of(new RtpMap(3, "GSM", 8000, 1));
            case 4 -> Optional.of(new RtpMap(4, "G723", 8000, 1));
            case 8 -> Optional.of(new RtpMap(8, "PCMA", 8000, 1));
            case 9 -> Optional.of(new RtpMap(9, "G722", 8000, 1));
            case 13 -> Optional.of(new RtpMap(13, "CN", 8000, 1));
            case 18 -> Optional.of(new RtpMap(18, "G729", 8000, 1));
            default -> Optional.empty();
        };
    }

    /** Whether this is one codec. */
    public boolean is(String name, int rate) {
        return clockRate == rate && encoding.equalsIgnoreCase(name);
    }

    /** The value of the attribute. */
    @Override
    public String toString() {
        return payloadType + " " + encoding + '/' + clockRate + (channels == 1 ? "" : "/" + channels);
    }
}
