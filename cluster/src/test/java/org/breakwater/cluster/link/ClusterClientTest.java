package org.breakwater.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.breakwater.cluster.ClusterNode;
import org.breakwater.cluster.CutLink;
import org.breakwater.cluster.TestNodes;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkException.Reason;
import org.breakwater.platform.link.LinkState;
import org.breakwater.platform.link.MainLink;
import org.junit.jupiter.api.Test;

/** A satellite's whole life in one test, since members take seconds to start. */
class ClusterClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<LinkState> states = new CopyOnWriteArrayList<>();

    private static byte[] answer(CompletionStage<byte[]> asked) {
        return asked.toCompletableFuture().join();
    }

    private static Reason refusal(CompletionStage<byte[]> asked) {
        try {
            answer(asked);
            throw new AssertionError("that was answered");
        } catch (CompletionException e) {
            return ((LinkException) e.getCause()).reason();
        }
    }

    @Test
    void satelliteStartsAloneConnectsAsksLosesTheLineAndFindsItAgain() {
        try (CutLink wire = new CutLink(27093, 27090);
                ClusterClient client = new ClusterClient(new LinkSettings(
                        "test",
                        "site-a",
                        List.of(new HostPort("127.0.0.1", 27093)),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1)))) {
            client.listen(states::add);
            long start = System.nanoTime();
            client.start();
            assertThat(refusal(client.request("echo", new byte[1], LIMIT))).isEqualTo(Reason.DISCONNECTED);
            assertThat((System.nanoTime() - start) / 1_000_000).as("ms").isLessThan(500);
            try (ClusterNode main = TestNodes.start(TestNodes.config("main", 27090, 27093, 27093))) {
                main.services().serve("echo", body -> body);
                TestNodes.await("connected", 20, () -> client.state() == LinkState.CONNECTED);
                asks(client, main);
                wire.cut();
                TestNodes.await("disconnected", 20, () -> client.state() == LinkState.DISCONNECTED);
                assertThat(refusal(client.request("echo", new byte[1], LIMIT))).isEqualTo(Reason.DISCONNECTED);
                wire.mend();
                TestNodes.await("connected again", 20, () -> client.state() == LinkState.CONNECTED);
                assertThat(answer(client.request("echo", new byte[] {7}, LIMIT)))
                        .containsExactly(7);
                wire.silence();
                assertThat(refusal(client.request("echo", new byte[1], Duration.ofMillis(300))))
                        .isEqualTo(Reason.TIMEOUT);
                TestNodes.await("silence noticed", 20, () -> client.state() == LinkState.DISCONNECTED);
            }
        }
        assertThat(states)
                .startsWith(LinkState.CONNECTED, LinkState.DISCONNECTED, LinkState.CONNECTED, LinkState.DISCONNECTED);
    }

    private static void asks(ClusterClient client, ClusterNode main) {
        CountDownLatch stuck = new CountDownLatch(1);
        main.services().serve("stuck", body -> {
            stuck.await();
            return body;
        });
        assertThat(answer(client.request("echo", new byte[] {1, 2, 3}, LIMIT))).containsExactly(1, 2, 3);
        assertThat(answer(client.request("echo", new byte[MainLink.MAX_BYTES], LIMIT)))
                .hasSize(MainLink.MAX_BYTES);
        assertThat(refusal(client.request("echo", new byte[MainLink.MAX_BYTES + 1], LIMIT)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(client.request("nobody", new byte[0], LIMIT))).isEqualTo(Reason.UNKNOWN_SERVICE);
        assertThat(refusal(client.request("stuck", new byte[0], Duration.ofMillis(200))))
                .isEqualTo(Reason.TIMEOUT);
        stuck.countDown();
        assertThat(answer(client.request("echo", new byte[] {4}, LIMIT))).containsExactly(4);
    }
}
