package org.breakwater.sip.codec;

/** Tells from a start line which protocol a peer speaks. */
final class StartLineKind {

    private StartLineKind() {}

    /** Whether the line ends as an HTTP/1 request line does. */
    static boolean isHttp(byte[] b, int start, int length) {
        int end = start + length;
        return length > 9
                && b[end - 9] == ' '
                && b[end - 8] == 'H'
                && b[end - 7] == 'T'
                && b[end - 6] == 'T'
                && b[end - 5] == 'P'
                && b[end - 4] == '/'
                && b[end - 3] == '1'
                && b[end - 2] == '.';
    }

    /** Whether {@code SIP/} is in the line in any case; other faults of the line are for the message parser. */
    static boolean mentionsSip(byte[] b, int start, int length) {
        for (int i = start + length - 4; i >= start; i--) {
            if (b[i + 3] == '/' && (b[i] | 0x20) == 's' && (b[i + 1] | 0x20) == 'i' && (b[i + 2] | 0x20) == 'p') {
                return true;
            }
        }
        return false;
    }
}
