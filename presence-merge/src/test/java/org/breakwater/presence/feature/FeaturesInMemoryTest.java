package org.breakwater.presence.feature;

import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;

class FeaturesInMemoryTest extends FeaturesContract {

    @Override
    protected SharedMap<String, FeatureState> map() {
        return new InMemorySharedMaps().map(FeatureMaps.kind(), "all");
    }
}
