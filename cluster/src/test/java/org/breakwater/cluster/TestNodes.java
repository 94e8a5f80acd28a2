package org.breakwater.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.config.ClusterConfig;
import org.breakwater.platform.config.HostPort;
import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PresentityState;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionMaps;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.LocationMaps;

/** Members on loopback for tests, each behind a wire of its own. */
public final class TestNodes {

    static final MapKind<String, Integer, Versioned<Integer>> NUMBERS = new MapKind<>(
            "numbers", Codec.text(100), new VersionedCodec<>(new IntegerCodec(), 10), new LastWriterWins<>(60_000));

    static final MapKind<String, AorBindings, AorState> LOCATIONS = LocationMaps.kind(BindingIdentity.CONTACT);

    static final MapKind<String, Presentity, PresentityState> PUBLICATIONS = PublicationMaps.kind();

    static final MapKind<String, FeatureState, FeatureState> FEATURES = FeatureMaps.kind();

    static final MapKind<String, Subscription, Versioned<Subscription>> SUBSCRIPTIONS = SubscriptionMaps.kind();

    /** Can be written and not be read. */
    static final int UNREADABLE = -666;

    private TestNodes() {}

    public static ClusterConfig config(String node, int port, int advertised, int... members) {
        return new ClusterConfig(
                "test",
                node,
                new HostPort("127.0.0.1", port),
                advertised == port ? Optional.empty() : Optional.of(new HostPort("127.0.0.1", advertised)),
                java.util.Arrays.stream(members)
                        .mapToObj(p -> new HostPort("127.0.0.1", p))
                        .toList(),
                Optional.empty(),
                1,
                new ClusterConfig.Times(1, 5, 2, 2, 5, 200));
    }

    public static ClusterNode start(ClusterConfig config) {
        return ClusterNode.start(
                config, List.of(NUMBERS, LOCATIONS, PUBLICATIONS, SUBSCRIPTIONS, FEATURES), TimeSource.system());
    }

    /** Waits until something holds that other threads bring about, ten milliseconds between looks. */
    public static void await(String what, int seconds, Callable<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Semaphore never = new Semaphore(0);
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + seconds + " s: " + what);
                }
                if (never.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException();
                }
            }
        } catch (AssertionError | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class IntegerCodec implements Codec<Integer> {
        @Override
        public byte[] encode(Integer value) {
            return value.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        }

        @Override
        public Integer decode(byte[] bytes) throws WireException {
            try {
                int number = Integer.parseInt(Codec.strictUtf8(bytes, 0, bytes.length));
                if (number != UNREADABLE) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new WireException("not a number");
            }
            throw new WireException("a number that nobody reads");
        }
    }
}
