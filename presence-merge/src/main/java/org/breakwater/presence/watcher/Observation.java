package org.breakwater.presence.watcher;

import org.breakwater.sip.subscription.Notifier;

/** One subscription as those see it who run it, whatever is watched: a person, or a list of them. */
public interface Observation {

    /** Whether it is over and may be forgotten. */
    boolean isEnded();

    /** Where it is. */
    Notifier.State state();

    /**
     * A SUBSCRIBE came; the full state follows at once, or after the NOTIFY under way.
     *
     * @param expiresSeconds asked for, 0 to end or to fetch once
     * @param authorised whether the phone may see it; false leaves it pending
     * @return how to answer
     */
    Notifier.Respond subscribe(int expiresSeconds, boolean authorised);

    /** The owner decided on a pending subscription. */
    void decided(boolean allowed);

    /**
     * The truth may have moved. Called now and then without a reason, it repairs what a lost event left behind; it sends
     * nothing when the phone knows the truth.
     */
    void changed();

    /** Somebody's state moved; nothing happens unless this is a list with them in it. */
    default void memberChanged(String entity) {}

    /** To be called each second: an answer that is not there after three seconds is not waited for. */
    void giveUpWaiting();

    /** We end it: {@code deactivated}, {@code probation}, {@code noresource}, … */
    void terminate(String reason);
}
