package org.breakwater.presence.feature;

import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.Stamp;

/** Joins states part by part. Nothing is ever forgotten: a switch that was removed says so. */
final class FeatureMergeRule implements MergeRule<FeatureState, FeatureState> {

    @Override
    public FeatureState view(FeatureState state) {
        return state;
    }

    @Override
    public FeatureState change(FeatureState before, FeatureState after, Stamp stamp) {
        return after == null ? before : restore(before, after);
    }

    @Override
    public FeatureState restore(FeatureState before, FeatureState kept) {
        return before == null ? kept : FeatureState.join(before, kept);
    }

    @Override
    public FeatureState merge(FeatureState one, FeatureState other) {
        return FeatureState.join(one, other);
    }

    @Override
    public FeatureState tidy(FeatureState state, long nowMillis) {
        return state;
    }
}
