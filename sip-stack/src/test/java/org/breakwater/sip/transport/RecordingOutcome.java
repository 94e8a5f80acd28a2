package org.breakwater.sip.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;

/** Waits for the one call of an outcome. */
final class RecordingOutcome implements SendOutcome {

    private final CompletableFuture<String> result = new CompletableFuture<>();

    @Override
    public void sent(Flow flow) {
        if (!result.complete("sent")) {
            throw new IllegalStateException("told twice");
        }
    }

    @Override
    public void failed(String reason) {
        if (!result.complete(reason)) {
            throw new IllegalStateException("told twice");
        }
    }

    /** "sent", or why not. */
    String await() throws Exception {
        return result.get(8, TimeUnit.SECONDS);
    }
}
