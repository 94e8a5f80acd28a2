package org.breakwater.presence.feature;

import java.util.Map;

/** Where features outlive all servers. Every method blocks and may throw what the database throws. */
public interface FeatureStore {

    /** Everything that is kept. */
    Map<FeatureKey, FeatureState> all();

    /** Keeps a state unless a later one is kept already. */
    void save(FeatureKey key, FeatureState state);
}
