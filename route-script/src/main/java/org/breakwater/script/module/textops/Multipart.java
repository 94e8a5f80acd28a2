package org.breakwater.script.module.textops;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;

/**
 * A multipart body (RFC 2046 §5.1).
 *
 * @param boundary without the two hyphens
 * @param parts in order, at most 32
 */
record Multipart(String boundary, List<Part> parts) {

    private static final int MOST_PARTS = 32;

    /**
     * One part.
     *
     * @param start offset in the message of the hyphens that begin it
     * @param end offset in the message of the boundary that ends it
     * @param headers its header fields, with line breaks
     * @param body its body, without the line break that belongs to the boundary
     */
    record Part(int start, int end, String headers, String body) {

        /** A field's value in any case of its name, or null. */
        String header(String name) {
            for (String line : headers.split("\r?\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).trim().equalsIgnoreCase(name)) {
                    return line.substring(colon + 1).trim();
                }
            }
            return null;
        }
    }

    /** The parts of a message's body, or null when it is not multipart. */
    static Multipart of(SipMessage m) {
        String type = m.header(HeaderName.CONTENT_TYPE);
        int semicolon = type == null ? -1 : type.indexOf(';');
        if (semicolon < 0 || !type.regionMatches(true, 0, "multipart/", 0, 10)) {
            return null;
        }
        String boundary = new Params(type.substring(semicolon)).get("boundary");
        return boundary == null || boundary.isEmpty() ? null : new Multipart(boundary, cut(m, "--" + boundary));
    }

    private static List<Part> cut(SipMessage m, String delimiter) {
        String body = m.body();
        List<Part> parts = new ArrayList<>(4);
        int at = body.indexOf(delimiter);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int content = afterLine(body, at + delimiter.length());
            int next = body.indexOf("\n" + delimiter, Math.max(at, content - 1));
            if (body.startsWith("--", at + delimiter.length()) || next < 0) {
                break;
            }
            parts.add(part(m.bodyStart(), body, at, content, next + 1));
            at = next + 1;
        }
        return parts;
    }

    private static Part part(int offset, String body, int start, int content, int end) {
        int blank = body.indexOf("\r\n\r\n", content - 2);
        int gap = 4;
        if (blank < 0 || blank >= end) {
            blank = body.indexOf("\n\n", content - 1);
            gap = 2;
        }
        boolean split = blank >= 0 && blank < end;
        int bodyStart = split ? blank + gap : content;
        int stop = end - 1;
        if (stop > bodyStart && body.charAt(stop - 1) == '\r') {
            stop--;
        }
        String headers = split && blank > content ? body.substring(content, blank) : "";
        return new Part(offset + start, offset + end, headers, body.substring(Math.min(bodyStart, stop), stop));
    }

    private static int afterLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** The first part of a content type, or null. */
    Part find(String type) {
        for (Part p : parts) {
            String own = p.header("Content-Type");
            if (own != null && BodyFunctions.bare(own).equalsIgnoreCase(type)) {
                return p;
            }
        }
        return null;
    }
}
