package org.breakwater.script.module.sdpops;

import java.util.Locale;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;

/** Finds the session description in a body: the whole of it, or one part of a multipart body (RFC 2046 §5.1). */
final class SdpPart {

    static final String SDP = "application/sdp";

    private SdpPart() {}

    /** First octet and the octet behind; null when there is none. */
    static int[] range(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        if (message.bodyLength() == 0 || type == null) {
            return null;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.startsWith(SDP)) {
            return new int[] {message.bodyStart(), message.length()};
        }
        int semicolon = type.indexOf(';');
        if (!lower.startsWith("multipart/") || semicolon < 0) {
            return null;
        }
        String boundary = new Params(type.substring(semicolon)).get("boundary");
        return boundary == null || boundary.isEmpty() ? null : part(message, "--" + boundary);
    }

    private static int[] part(SipMessage message, String delimiter) {
        String body = message.body();
        int at = body.indexOf(delimiter);
        while (at >= 0) {
            int head = body.indexOf('\n', at);
            int next = head < 0 ? -1 : body.indexOf(delimiter, head);
            if (next < 0) {
                return null;
            }
            int blank = emptyLine(body, head + 1, next);
            if (blank >= 0 && isSdp(body.substring(head + 1, blank))) {
                return new int[] {message.bodyStart() + blank, message.bodyStart() + next};
            }
            at = next;
        }
        return null;
    }

    /** The octet behind the first empty line between two places; -1 when there is none. */
    private static int emptyLine(String body, int from, int to) {
        int at = from;
        while (at < to) {
            int lf = body.indexOf('\n', at);
            if (lf < 0 || lf >= to) {
                return -1;
            }
            if (lf == at || (lf == at + 1 && body.charAt(at) == '\r')) {
                return lf + 1;
            }
            at = lf + 1;
        }
        return -1;
    }

    private static boolean isSdp(String fields) {
        return fields.lines().anyMatch(line -> {
            String lower = line.toLowerCase(Locale.ROOT);
            return lower.startsWith("content-type:")
                    && lower.substring(lower.indexOf(':') + 1).trim().startsWith(SDP);
        });
    }
}
