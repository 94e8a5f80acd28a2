package org.breakwater.presence.feature;

import java.util.Comparator;

/**
 * What a pseudo-extension is; the later of two servers' copies counts, removals included.
 *
 * @param label for people: {@code Night}; may be empty
 * @param dndOf whose do-not-disturb it is; empty for a switch of its own; {@link #EACH} for everybody's: the name is a prefix
 * @param removed whether it is gone
 * @param definedMillis when this was said, in ms since 1970
 */
public record SwitchDefinition(String label, String dndOf, boolean removed, long definedMillis) {

    /** As {@code dndOf}: whoever's name follows the switch's, and the caller when nothing follows. */
    public static final String EACH = "*";

    static final Comparator<SwitchDefinition> LATER = Comparator.comparingLong(SwitchDefinition::definedMillis)
            .thenComparing(SwitchDefinition::removed)
            .thenComparing(SwitchDefinition::label)
            .thenComparing(SwitchDefinition::dndOf);

    /** Whether it has a state of its own. */
    public boolean isOwn() {
        return dndOf.isEmpty();
    }

    /** Whether it is everybody's do-not-disturb. */
    public boolean isEach() {
        return dndOf.equals(EACH);
    }
}
