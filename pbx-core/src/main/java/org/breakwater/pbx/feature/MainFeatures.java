package org.breakwater.pbx.feature;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.SharedKinds;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.presence.board.LampBoard;
import org.breakwater.presence.board.MemoryLampBoard;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.store.FeatureTables;
import org.breakwater.script.module.features.FeaturePort;

/** Switches, features of users, and the board of lamps within a main server: makes its parts and lets them run. */
public final class MainFeatures {

    private static final int MOST_LAMPS = 100_000;

    private final Features features;
    private final MemoryLampBoard board;
    private final SwitchLamps lamps;
    private final FeatureKeeper keeper;
    private final FeatureSync sync;
    private final ScriptFeatures script;
    private final UserSpelling names;
    private final Consumer<String> changes;

    /**
     * @param changes hears whose lamp, presence or features changed; under locks, must be quick
     * @param answered a call of that Call-ID was answered here and is to be hung up a moment later
     */
    public MainFeatures(
            Foundation foundation,
            UserSpelling names,
            Consumer<String> changes,
            BiConsumer<String, Runnable> answered) {
        this.names = names;
        this.changes = changes;
        this.features = new Features(foundation.maps().map(SharedKinds.FEATURES, "all"), foundation.time());
        this.board = new MemoryLampBoard(MOST_LAMPS, changes);
        this.lamps = new SwitchLamps(features, board, names);
        this.keeper = new FeatureKeeper(
                new FeatureTables(foundation.directories().own().database()), features, foundation.scheduler());
        Targets targets = new Targets(names);
        this.sync = new FeatureSync(features, names, targets);
        this.script = new ScriptFeatures(features, names, targets, answered);
    }

    /** Reads what is kept, and shows lamps from now on. */
    public void start() {
        features.listen((key, state) -> {
            keeper.changed(key);
            lamps.changed(key);
            if (key.ofUser()) {
                changes.accept(names.entity(key.name()));
            }
        });
        keeper.again();
    }

    /** To be called every few seconds: what could not be kept is tried again. */
    public void again() {
        keeper.again();
    }

    /** Adds the commands {@code switch} and {@code feature}. */
    public void addCommands(ControlServer control) {
        new FeatureCommands(features, script, names).addTo(control);
    }

    /** Where lamps that are nobody's calls are posted. */
    public LampBoard board() {
        return board;
    }

    /** What is posted of an entity, by poster. */
    public Map<String, PostedLamp> posted(String entity) {
        return board.of(entity);
    }

    /** What phones of a user are shown. */
    public List<Feature> shown(String entity) {
        return sync.shown(names.key(entity));
    }

    /** What phones set. */
    public FeatureSync sync() {
        return sync;
    }

    /** What scripts ask for. */
    public FeaturePort port() {
        return script;
    }
}
