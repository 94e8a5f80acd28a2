package org.breakwater.presence.feature;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.breakwater.presence.document.feature.Feature.Kind;

/**
 * State of a switch, or of a user's features.
 *
 * @param definition null for a user
 * @param toggle the switch, or the user's do-not-disturb
 * @param forwards of a user
 */
public record FeatureState(SwitchDefinition definition, Toggle toggle, Map<Kind, Forward> forwards) {

    /** A user who never set anything. */
    public static final FeatureState NONE = new FeatureState(null, Toggle.OFF, Map.of());

    /** Copies the map. */
    public FeatureState {
        forwards = Map.copyOf(forwards);
    }

    /** One forwarding. */
    public Forward forward(Kind kind) {
        return forwards.getOrDefault(kind, Forward.NONE);
    }

    FeatureState with(Toggle other) {
        return new FeatureState(definition, other, forwards);
    }

    FeatureState with(SwitchDefinition other) {
        return new FeatureState(other, toggle, forwards);
    }

    FeatureState with(Kind kind, Forward forward) {
        Map<Kind, Forward> all = new EnumMap<>(Kind.class);
        all.putAll(forwards);
        all.put(kind, forward);
        return new FeatureState(definition, toggle, all);
    }

    /** What two servers know together, part by part. */
    static FeatureState join(FeatureState one, FeatureState other) {
        Map<Kind, Forward> forwards = new EnumMap<>(Kind.class);
        forwards.putAll(one.forwards);
        other.forwards.forEach((kind, f) -> forwards.merge(kind, f, (a, b) -> later(a, b, Forward.LATER)));
        return new FeatureState(
                later(one.definition, other.definition, SwitchDefinition.LATER),
                Toggle.join(one.toggle, other.toggle),
                forwards);
    }

    private static <T> T later(T oneOrNull, T otherOrNull, Comparator<T> order) {
        if (oneOrNull == null || otherOrNull == null) {
            return oneOrNull == null ? otherOrNull : oneOrNull;
        }
        return order.compare(oneOrNull, otherOrNull) >= 0 ? oneOrNull : otherOrNull;
    }
}
