package org.breakwater.presence.subscription;

import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.wire.Codec;

/** Subscriptions as a map that servers share. */
public final class SubscriptionMaps {

    private static final int MAX_KEY_BYTES = 4096;

    /** One that ended is remembered as ended for as long as one may last. */
    private static final long REMEMBER_MILLIS = 3_600_000;

    private SubscriptionMaps() {}

    /** The kind of map {@link Subscriptions} live in. */
    public static MapKind<String, Subscription, Versioned<Subscription>> kind() {
        return new MapKind<>(
                "subscription",
                Codec.text(MAX_KEY_BYTES),
                new VersionedCodec<>(new SubscriptionCodec(), SubscriptionCodec.MAX_BYTES),
                new SubscriptionMergeRule(REMEMBER_MILLIS));
    }
}
