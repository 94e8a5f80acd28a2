package org.breakwater.platform.link;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.breakwater.platform.state.SharedMap;

/** A satellite's line to the main servers. No method blocks; any thread. */
public interface MainLink {

    /** Longest question and longest answer in octets. */
    int MAX_BYTES = 1 << 20;

    /**
     * Asks a service on the main servers; any one of them answers. A question may be carried out although its answer is
     * lost: services must bear to be asked the same thing twice.
     *
     * @param topic name of the service, at most 64 characters
     * @param body at most {@link #MAX_BYTES}; not changed afterwards
     * @param limit how long to wait for the answer
     * @return the answer, or a {@link LinkException} that says why there is none. It is completed on a thread of the link,
     *     which must not be kept
     */
    CompletionStage<byte[]> request(String topic, byte[] body, Duration limit);

    /** Whether the line stands. */
    LinkState state();

    /** Tells {@code listener} about every later change, on a thread of the link, which must not be kept. */
    SharedMap.Subscription listen(Consumer<LinkState> listener);
}
