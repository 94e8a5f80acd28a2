package org.breakwater.pbx.feature;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.breakwater.presence.board.LampBoard;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.feature.FeatureKey;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.presence.feature.Toggle;

/**
 * Posts the lamps of switches, and of users who are not to be disturbed. Called for every change, under the lock of the entry;
 * changes of different entries may come at the same time.
 */
final class SwitchLamps {

    private static final String SWITCH = "switch";
    private static final String DND = "dnd";
    private static final String DND_WORDS = "Do not disturb";

    private final Features features;
    private final LampBoard board;
    private final UserSpelling names;
    private final Set<String> posted = new HashSet<>();

    SwitchLamps(Features features, LampBoard board, UserSpelling names) {
        this.features = features;
        this.board = board;
        this.names = names;
    }

    synchronized void changed(FeatureKey key) {
        if (key.ofUser()) {
            user(key.name());
            return;
        }
        FeatureState state = features.switches().get(key.name());
        if (state != null && state.definition().isOwn() && posted.contains(key.name())) {
            post(
                    key.name(),
                    lamp(
                            state.toggle(),
                            Activity.ON_THE_PHONE,
                            state.definition().label()));
        } else {
            definitions();
        }
    }

    private void user(String user) {
        Toggle dnd = features.user(user).toggle();
        String entity = names.entity(user);
        if (dnd.isOn()) {
            board.post(entity, DND, lamp(dnd, Activity.BUSY, DND_WORDS));
        } else {
            board.clear(entity, DND);
        }
        features.switches().forEach((name, state) -> {
            SwitchDefinition d = state.definition();
            if (d.isEach()) {
                post(name + user, lamp(dnd, Activity.BUSY, DND_WORDS));
            } else if (d.dndOf().equals(user)) {
                post(name, lamp(dnd, Activity.BUSY, DND_WORDS));
            }
        });
    }

    /** Which switches there are, or the state of one, changed. */
    private void definitions() {
        Set<String> before = new HashSet<>(posted);
        Map<String, FeatureState> all = features.switches();
        all.forEach((name, state) -> {
            SwitchDefinition d = state.definition();
            if (d.isOwn()) {
                before.remove(name);
                post(name, lamp(state.toggle(), Activity.ON_THE_PHONE, d.label()));
            } else if (d.isEach()) {
                features.users().forEach((user, s) -> {
                    before.remove(name + user);
                    post(name + user, lamp(s.toggle(), Activity.BUSY, DND_WORDS));
                });
            } else {
                before.remove(name);
                post(name, lamp(features.user(d.dndOf()).toggle(), Activity.BUSY, DND_WORDS));
            }
        });
        for (String gone : before) {
            posted.remove(gone);
            board.clear(names.entity(gone), SWITCH);
        }
    }

    private void post(String name, PostedLamp lamp) {
        posted.add(name);
        board.post(names.entity(name), SWITCH, lamp);
    }

    private static PostedLamp lamp(Toggle toggle, Activity activity, String words) {
        return PostedLamp.of(toggle.isOn(), activity, words, toggle.changedMillis());
    }
}
