package org.breakwater.cluster.link;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkException.Reason;
import org.breakwater.platform.link.LinkState;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A satellite's line to the main servers: a Hazelcast client that dials out, and tries again for ever when nobody is
 * there. It starts and asks on a thread of its own.
 */
public final class ClusterClient implements MainLink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterClient.class);
    private static final int QUEUE = 500;

    private final LinkSettings settings;
    private final ThreadPoolExecutor worker;
    private final AtomicReference<LinkState> state = new AtomicReference<>(LinkState.DISCONNECTED);
    private final List<Consumer<LinkState>> listeners = new CopyOnWriteArrayList<>();
    private volatile HazelcastInstance client;
    private volatile boolean closed;

    /** Nothing is dialled yet. */
    public ClusterClient(LinkSettings settings) {
        this.settings = settings;
        this.worker = Threads.blockingPool("cluster-client", 1, QUEUE);
    }

    /** Begins to dial; returns at once. */
    public void start() {
        worker.execute(this::dial);
    }

    private void dial() {
        if (closed) {
            return;
        }
        ListenerConfig listener = new ListenerConfig((LifecycleListener) this::changed);
        try {
            HazelcastInstance made =
                    HazelcastClient.newHazelcastClient(settings.client().addListenerConfig(listener));
            client = made;
            if (closed) {
                made.getLifecycleService().terminate();
            }
        } catch (RuntimeException e) {
            LOG.error("the line to the main servers cannot be set up: {}", e.getMessage());
        }
    }

    @Override
    public LinkState state() {
        return state.get();
    }

    @Override
    public SharedMap.Subscription listen(Consumer<LinkState> listener) {
        Consumer<LinkState> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public CompletionStage<byte[]> request(String topic, byte[] body, Duration limit) {
        if (body.length > MAX_BYTES || topic.length() > Frames.MAX_TOPIC) {
            return failed(Reason.TOO_LARGE, "the question has " + body.length + " octets");
        }
        if (state.get() != LinkState.CONNECTED) {
            return failed(Reason.DISCONNECTED, "there is no line to the main servers");
        }
        CompletableFuture<byte[]> frame = new CompletableFuture<>();
        try {
            worker.execute(() -> send(new Ask(Frames.question(topic, body)), frame));
        } catch (RejectedExecutionException e) {
            return failed(Reason.BUSY, QUEUE + " questions are waiting to be sent");
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        frame.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((bytes, failure) -> complete(answer, bytes, failure));
        return answer;
    }

    private void send(Ask ask, CompletableFuture<byte[]> frame) {
        if (frame.isDone()) {
            return;
        }
        try {
            client.getExecutorService(Ask.EXECUTOR).submit(ask, new ExecutionCallback<byte[]>() {
                @Override
                public void onResponse(byte[] response) {
                    frame.complete(response);
                }

                @Override
                public void onFailure(Throwable failure) {
                    frame.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            frame.completeExceptionally(e);
        }
    }

    private static void complete(CompletableFuture<byte[]> answer, byte[] frame, Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(reasonOf(failure));
            return;
        }
        try {
            answer.complete(Frames.answered(frame));
        } catch (WireException e) {
            answer.completeExceptionally(
                    new LinkException(Reason.FAILED, "the answer cannot be read: " + e.getMessage()));
        } catch (LinkException e) {
            answer.completeExceptionally(e);
        }
    }

    private static LinkException reasonOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof HazelcastClientOfflineException) {
                return new LinkException(Reason.DISCONNECTED, "there is no line to the main servers");
            }
            if (t instanceof RejectedExecutionException) {
                return new LinkException(Reason.BUSY, "the main server has too much to do");
            }
        }
        return new LinkException(Reason.TIMEOUT, "no answer: " + failure);
    }

    private void changed(LifecycleEvent event) {
        switch (event.getState()) {
            case CLIENT_CONNECTED -> become(LinkState.CONNECTED);
            case CLIENT_DISCONNECTED, SHUTDOWN -> become(LinkState.DISCONNECTED);
            default -> {}
        }
    }

    private void become(LinkState next) {
        if (state.getAndSet(next) != next) {
            listeners.forEach(l -> l.accept(next));
        }
    }

    private static CompletionStage<byte[]> failed(Reason reason, String message) {
        return CompletableFuture.failedFuture(new LinkException(reason, message));
    }

    /** Hangs up. Blocks for a short while. */
    @Override
    public void close() {
        closed = true;
        worker.shutdown();
        HazelcastInstance made = client;
        if (made != null) {
            made.getLifecycleService().terminate();
        }
    }
}
