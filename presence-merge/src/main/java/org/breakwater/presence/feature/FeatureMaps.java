package org.breakwater.presence.feature;

import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.wire.Codec;

/** Features as a map that servers share. */
public final class FeatureMaps {

    private static final int MAX_KEY_BYTES = 1024;

    private FeatureMaps() {}

    /** The kind of map {@link Features} live in; keys are {@link FeatureKey#text()}. */
    public static MapKind<String, FeatureState, FeatureState> kind() {
        return new MapKind<>("feature", Codec.text(MAX_KEY_BYTES), new FeatureStateCodec(), new FeatureMergeRule());
    }
}
