package org.breakwater.sip.msrp;

/**
 * Looks for the end-line of one frame while its octets come in (RFC 4975 §7.1): seven hyphens, the transaction identifier
 * and a continuation flag on a line of their own. Looks at each octet about once. Not thread-safe.
 */
public final class EndLine {

    /** Octets of an end-line besides the transaction identifier: the line break before it, hyphens, flag, line break. */
    private static final int REST = 12;

    private static final int HYPHENS = 7;

    private final byte[] transaction;
    private int next;

    /**
     * @param transaction the frame's transaction identifier
     * @param from where to begin: no later than the line break of the start line, counted from the start of the frame
     */
    public EndLine(byte[] transaction, int from) {
        this.transaction = transaction;
        this.next = from;
    }

    /**
     * The length of the frame that begins at {@code base}, end-line included; -1 when its end has not come.
     *
     * @param length octets there are, counted from {@code base}; what was looked at before must still be there
     */
    public int find(byte[] b, int base, int length) {
        int whole = REST + transaction.length;
        while (next + whole <= length) {
            int at = base + next;
            byte last = b[at + 1 + HYPHENS];
            if (last == '-') {
                if (isAt(b, at)) {
                    return next + whole;
                }
                next++;
            } else {
                next += last == '\r' ? 1 + HYPHENS : last == '\n' ? HYPHENS : 2 + HYPHENS;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] b, int at) {
        if (b[at] != '\r' || b[at + 1] != '\n') {
            return false;
        }
        for (int i = 0; i < HYPHENS; i++) {
            if (b[at + 2 + i] != '-') {
                return false;
            }
        }
        int id = at + 2 + HYPHENS;
        for (int i = 0; i < transaction.length; i++) {
            if (b[id + i] != transaction[i]) {
                return false;
            }
        }
        int flag = id + transaction.length;
        return isFlag(b[flag]) && b[flag + 1] == '\r' && b[flag + 2] == '\n';
    }

    static boolean isFlag(byte octet) {
        return octet == '$' || octet == '+' || octet == '#';
    }

    /** How many of these octets have been looked at for good and may be forgotten: they hold no part of the end-line. */
    public int passed(int length) {
        return Math.min(next, length);
    }

    /** So many octets at the start were forgotten. */
    public void forgotten(int octets) {
        next -= octets;
    }
}
