package org.breakwater.presence.feature.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.feature.FeatureKey;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.FeatureStore;
import org.breakwater.presence.feature.Forward;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.presence.feature.Toggle;

/** The tables {@code breakwater_switch} and {@code breakwater_feature}. */
public final class FeatureTables implements FeatureStore {

    private static final String DND = "dnd";
    private static final Map<Kind, String> FORWARDS =
            new EnumMap<>(Map.of(Kind.ALWAYS, "cfa", Kind.BUSY, "cfb", Kind.NO_ANSWER, "cfna"));

    private static final String SWITCHES =
            "SELECT name, label, dnd_of, removed, defined, is_on, press, changed FROM breakwater_switch";
    private static final String FEATURES =
            "SELECT username, feature, is_on, target, rings, press, changed FROM breakwater_feature";

    private static final String WHERE_SWITCH = " WHERE name = ?";
    private static final String WHERE_FEATURE = " WHERE username = ? AND feature = ?";

    private final Statements statements;

    /** In the main servers' database. */
    public FeatureTables(Database database) {
        this.statements = new Statements(database, "what is kept of features");
    }

    @Override
    public Map<FeatureKey, FeatureState> all() {
        return statements.with(connection -> {
            Map<FeatureKey, FeatureState> all = new HashMap<>();
            Statements.list(connection, SWITCHES, row -> addSwitch(row, all));
            Statements.list(connection, FEATURES, row -> addFeature(row, all));
            return all;
        });
    }

    private static boolean addSwitch(ResultSet row, Map<FeatureKey, FeatureState> all) throws SQLException {
        SwitchDefinition definition = new SwitchDefinition(
                row.getString("label"), row.getString("dnd_of"), row.getInt("removed") != 0, row.getLong("defined"));
        all.put(FeatureKey.ofSwitch(row.getString("name")), new FeatureState(definition, toggle(row), Map.of()));
        return true;
    }

    private static boolean addFeature(ResultSet row, Map<FeatureKey, FeatureState> all) throws SQLException {
        FeatureKey key = FeatureKey.user(row.getString("username"));
        FeatureState before = all.getOrDefault(key, FeatureState.NONE);
        String feature = row.getString("feature");
        if (feature.equals(DND)) {
            all.put(key, new FeatureState(null, toggle(row), before.forwards()));
        }
        for (Map.Entry<Kind, String> kind : FORWARDS.entrySet()) {
            if (feature.equals(kind.getValue())) {
                Map<Kind, Forward> forwards = new HashMap<>(before.forwards());
                forwards.put(
                        kind.getKey(),
                        new Forward(
                                row.getInt("is_on") != 0,
                                row.getString("target"),
                                row.getInt("rings"),
                                row.getLong("changed")));
                all.put(key, new FeatureState(null, before.toggle(), forwards));
            }
        }
        return true;
    }

    private static Toggle toggle(ResultSet row) throws SQLException {
        return Toggle.kept(row.getInt("is_on") != 0, row.getString("press"), row.getLong("changed"));
    }

    @Override
    public void save(FeatureKey key, FeatureState state) {
        statements.with(connection -> {
            if (key.ofUser()) {
                saveUser(connection, key.name(), state);
            } else {
                saveSwitch(connection, key.name(), state);
            }
            return true;
        });
    }

    private static void saveSwitch(Connection connection, String name, FeatureState state) throws SQLException {
        SwitchDefinition d = state.definition();
        Toggle t = state.toggle();
        if (d == null) {
            return; // known by a part only; the server that defined it keeps it
        }
        insertUnless(
                connection,
                "SELECT 1 FROM breakwater_switch" + WHERE_SWITCH,
                new Object[] {name},
                "INSERT INTO breakwater_switch (name, label, dnd_of, removed, defined, is_on, press, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                new Object[] {
                    name,
                    d.label(),
                    d.dndOf(),
                    flag(d.removed()),
                    d.definedMillis(),
                    flag(t.isOn()),
                    t.lastPress(),
                    t.changedMillis()
                });
        Statements.update(
                connection,
                "UPDATE breakwater_switch SET label = ?, dnd_of = ?, removed = ?, defined = ?" + WHERE_SWITCH
                        + " AND defined < ?",
                d.label(),
                d.dndOf(),
                flag(d.removed()),
                d.definedMillis(),
                name,
                d.definedMillis());
        Statements.update(
                connection,
                "UPDATE breakwater_switch SET is_on = ?, press = ?, changed = ?" + WHERE_SWITCH + " AND changed <= ?",
                flag(t.isOn()),
                t.lastPress(),
                t.changedMillis(),
                name,
                t.changedMillis());
    }

    private static void saveUser(Connection connection, String user, FeatureState state) throws SQLException {
        Toggle t = state.toggle();
        if (t.changedMillis() > 0) {
            saveFeature(connection, user, DND, new Forward(t.isOn(), "", 0, t.changedMillis()), t.lastPress());
        }
        for (Map.Entry<Kind, Forward> f : state.forwards().entrySet()) {
            saveFeature(connection, user, FORWARDS.get(f.getKey()), f.getValue(), "");
        }
    }

    private static void saveFeature(Connection connection, String user, String feature, Forward f, String press)
            throws SQLException {
        insertUnless(
                connection,
                "SELECT 1 FROM breakwater_feature" + WHERE_FEATURE,
                new Object[] {user, feature},
                "INSERT INTO breakwater_feature (username, feature, is_on, target, rings, press, changed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                new Object[] {user, feature, flag(f.on()), f.to(), f.rings(), press, f.changedMillis()});
        Statements.update(
                connection,
                "UPDATE breakwater_feature SET is_on = ?, target = ?, rings = ?, press = ?, changed = ?" + WHERE_FEATURE
                        + " AND changed <= ?",
                flag(f.on()),
                f.to(),
                f.rings(),
                press,
                f.changedMillis(),
                user,
                feature,
                f.changedMillis());
    }

    private static void insertUnless(Connection connection, String query, Object[] key, String insert, Object[] values)
            throws SQLException {
        if (!Statements.any(connection, query, key)) {
            try {
                Statements.update(connection, insert, values);
            } catch (SQLIntegrityConstraintViolationException e) {
                return; // another server was first; the later state is written in any case
            }
        }
    }

    private static int flag(boolean on) {
        return on ? 1 : 0;
    }
}
