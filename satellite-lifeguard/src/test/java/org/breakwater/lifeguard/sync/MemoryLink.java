package org.breakwater.lifeguard.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkServices;
import org.breakwater.platform.link.LinkState;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.state.SharedMap;

/** A link within the process that counts octets and can be cut before or after a question is carried out. */
final class MemoryLink implements MainLink {

    private LinkServices.Service main;
    private int questionsUntilCut = Integer.MAX_VALUE;
    private boolean losesTheAnswer;
    long bytes;
    int questions;

    MemoryLink(LinkServices.Service main) {
        this.main = main;
    }

    void answeredBy(LinkServices.Service other) {
        main = other;
    }

    /** After so many more questions there is nothing; the last one is carried out when only its answer is lost. */
    void cutAfter(int more, boolean answerLost) {
        questionsUntilCut = more;
        losesTheAnswer = answerLost;
    }

    void heal() {
        questionsUntilCut = Integer.MAX_VALUE;
    }

    @Override
    public CompletionStage<byte[]> request(String topic, byte[] body, Duration limit) {
        boolean cut = questionsUntilCut-- <= 0;
        if (cut && !losesTheAnswer) {
            return CompletableFuture.failedFuture(new LinkException(LinkException.Reason.TIMEOUT, "cut"));
        }
        questions++;
        try {
            byte[] answer = main.answer(body);
            if (body.length > MAX_BYTES || answer.length > MAX_BYTES) {
                throw new LinkException(LinkException.Reason.TOO_LARGE, "too large");
            }
            bytes += body.length + answer.length;
            if (cut) {
                throw new LinkException(LinkException.Reason.TIMEOUT, "the answer was lost");
            }
            return CompletableFuture.completedFuture(answer);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public LinkState state() {
        return questionsUntilCut > 0 ? LinkState.CONNECTED : LinkState.DISCONNECTED;
    }

    @Override
    public SharedMap.Subscription listen(Consumer<LinkState> listener) {
        return () -> {};
    }
}
