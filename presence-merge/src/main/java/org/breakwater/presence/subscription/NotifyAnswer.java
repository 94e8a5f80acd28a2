package org.breakwater.presence.subscription;

/** What the answer to a NOTIFY means (RFC 6665 §4.2.2, RFC 5057 §5.1). */
enum NotifyAnswer {
    TAKEN,
    /**
     * Try again. No reply in time (408) is one of these: the phone may be behind a line that is cut, where no NOTIFY brings
     * its lamp to an end; one that never comes back is forgotten when its subscription runs out.
     */
    FAILED,
    /** Try again with a number above all that another server may have used (RFC 3261 §12.2.2). */
    OUT_OF_ORDER,
    /** The phone has no such subscription any more. */
    GONE;

    static NotifyAnswer of(int status) {
        if (status >= 200 && status < 300) {
            return TAKEN;
        }
        return switch (status) {
            case 500 -> OUT_OF_ORDER;
            case 404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604 -> GONE;
            default -> FAILED;
        };
    }
}
