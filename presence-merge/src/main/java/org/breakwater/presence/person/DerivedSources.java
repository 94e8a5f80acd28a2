package org.breakwater.presence.person;

import java.util.List;
import java.util.Map;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.lamp.LampCall;

/** What follows from calls and registrations, and what is switched or posted here. Any thread; must not block. */
public interface DerivedSources {

    /** Dialogs of all devices of a person, in no order. */
    List<LampCall> calls(String entity);

    /** Devices of a person that are registered now. */
    List<Registered> registered(String entity);

    /** Lamps that are nobody's calls, by who posted them. */
    default Map<String, PostedLamp> posted(String entity) {
        return Map.of();
    }

    /** Do-not-disturb and forwarding of a person, always all of them and in one order. */
    default List<Feature> features(String entity) {
        return List.of();
    }

    /**
     * A device that is registered.
     *
     * @param id the same as long as it is
     * @param sinceMillis when it registered last, in ms since 1970
     * @param untilMillis when that ends, in ms since 1970
     */
    record Registered(String id, long sinceMillis, long untilMillis) {}
}
