package org.breakwater.sip.agent;

/**
 * How a call ended.
 *
 * @param by who or what ended it
 * @param failure why it came to nothing; null when a party hung up
 */
public record CallEnd(By by, Failure failure) {

    /** Who or what ended a call. */
    public enum By {
        /** We hung up or cancelled. */
        LOCAL,
        /** The peer hung up or cancelled. */
        REMOTE,
        /** It failed. */
        FAILURE
    }

    static CallEnd local() {
        return new CallEnd(By.LOCAL, null);
    }

    static CallEnd remote() {
        return new CallEnd(By.REMOTE, null);
    }

    static CallEnd failed(Failure failure) {
        return new CallEnd(By.FAILURE, failure);
    }
}
