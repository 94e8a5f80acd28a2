package org.breakwater.dns.answer;

import java.util.concurrent.CompletionStage;

/** Where the replies to one request go. Any thread. */
public interface ReplySink {

    /** Sends a message. The stage ends when the system has taken it, exceptionally when the peer is gone. */
    CompletionStage<Void> send(byte[] message);

    /** Says that no more messages follow; called once for each request, also when nothing was sent. */
    void done();
}
