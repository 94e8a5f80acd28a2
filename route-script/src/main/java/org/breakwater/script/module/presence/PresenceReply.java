package org.breakwater.script.module.presence;

/**
 * How a request is answered.
 *
 * @param headers header fields of the reply, each with its line break
 * @param then to be run once the reply is on its way, on the message's worker
 */
public record PresenceReply(int status, String reason, String headers, Runnable then) {

    private static final Runnable NOTHING = () -> {};

    /** A reply without header fields of its own. */
    public static PresenceReply of(int status, String reason) {
        return new PresenceReply(status, reason, "", NOTHING);
    }

    /** The same with one more header field. */
    public PresenceReply with(String name, String value) {
        return new PresenceReply(status, reason, headers + name + ": " + value + "\r\n", then);
    }

    /** The same with something to do afterwards. */
    public PresenceReply then(Runnable next) {
        return new PresenceReply(status, reason, headers, next);
    }
}
