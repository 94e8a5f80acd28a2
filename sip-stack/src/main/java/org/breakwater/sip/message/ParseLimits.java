package org.breakwater.sip.message;

/**
 * Bounds a message must keep.
 *
 * @param maxMessageBytes start line, headers and body together
 * @param maxHeaders header fields
 * @param maxVias Via values, counted over all fields
 */
public record ParseLimits(int maxMessageBytes, int maxHeaders, int maxVias) {

    /** 64 KiB, 256 fields, 70 Vias. */
    public static final ParseLimits DEFAULT = new ParseLimits(65536, 256, 70);
}
