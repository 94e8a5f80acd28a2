package org.breakwater.platform.link;

import org.breakwater.platform.state.SharedMap;

/** What a main server does for satellites. */
public interface LinkServices {

    /**
     * Answers the questions of one topic from now on.
     *
     * @throws IllegalStateException when somebody does already
     */
    SharedMap.Subscription serve(String topic, Service service);

    /** Answers questions. */
    @FunctionalInterface
    interface Service {
        /**
         * The answer, at most {@link MainLink#MAX_BYTES}. Called on several threads at once; may block for a short while.
         * What it throws reaches the satellite as {@link LinkException.Reason#FAILED} with the message.
         *
         * @param body from a satellite: to be read with suspicion
         */
        byte[] answer(byte[] body) throws Exception;
    }
}
