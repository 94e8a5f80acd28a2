package org.breakwater.presence.subscription;

/** What the answer to a NOTIFY means (RFC 6665 §4.2.2, RFC 5057 §5.1). */
enum NotifyAnswer {
    TAKEN,
    /** Try again. */
    FAILED,
    /** The phone has no such subscription any more, or cannot be reached in time. */
    GONE;

    static NotifyAnswer of(int status) {
        if (status >= 200 && status < 300) {
            return TAKEN;
        }
        return switch (status) {
            case 404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604 -> GONE;
            default -> FAILED;
        };
    }
}
