package org.breakwater.presence.calendar.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body and breaks off when it becomes too large, or when there is no room for it beside others. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    /** The body is larger than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /** Others' bodies take all there may be in memory. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("no room beside others");
        }
    }

    private final int maxOctets;
    private final Room.Share share;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    BoundedBody(int maxOctets, Room.Share share) {
        this.maxOctets = maxOctets;
        this.share = share;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] octets = new byte[buffer.remaining()];
            buffer.get(octets);
            if (collected.size() + octets.length > maxOctets) {
                breakOff(new TooLarge("more than " + maxOctets + " octets"));
                return;
            }
            if (!share.take(octets.length)) {
                breakOff(new NoRoom());
                return;
            }
            collected.writeBytes(octets);
        }
        subscription.request(1);
    }

    private void breakOff(IOException why) {
        subscription.cancel();
        body.completeExceptionally(why);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(collected.toByteArray());
    }
}
