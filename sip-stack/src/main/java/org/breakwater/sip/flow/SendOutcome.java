package org.breakwater.sip.flow;

/** Hears whether a message could be handed to the network. Exactly one of the two is called, on a worker. */
public interface SendOutcome {

    /** Nobody wants to know. */
    SendOutcome IGNORED = new SendOutcome() {
        @Override
        public void sent(Flow flow) {
            // nobody asked
        }

        @Override
        public void failed(String reason) {
            // nobody asked
        }
    };

    /** The message went out on this flow. */
    void sent(Flow flow);

    /** The message did not go out: connection refused, timed out, closed, its queue full. */
    void failed(String reason);
}
