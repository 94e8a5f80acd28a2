package org.breakwater.pbx.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.breakwater.daemon.base.CommandArguments;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.text.NearestName;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.script.module.features.FeatureField;
import org.breakwater.sip.message.Octets;

/** Answers {@code breakwater switch …} and {@code breakwater feature …}. On control threads. */
final class FeatureCommands {

    private static final String NAME = "(?=.{1,64}$)[A-Za-z0-9+*#._-]+(@[A-Za-z0-9.:-]+)?";
    private static final int LONGEST_LABEL = 64;

    private final Features features;
    private final ScriptFeatures settings;
    private final UserSpelling names;

    FeatureCommands(Features features, ScriptFeatures settings, UserSpelling names) {
        this.features = features;
        this.settings = settings;
        this.names = names;
    }

    void addTo(ControlServer control) {
        control.add("switch-list", a -> list())
                .add("switch-add", a -> add(new CommandArguments(a)))
                .add("switch-remove", a -> remove(new CommandArguments(a).text("switch")))
                .add("switch-set", a -> set(new CommandArguments(a)))
                .add("feature-show", a -> show(new CommandArguments(a).text("user")))
                .add("feature-set", a -> setFeature(new CommandArguments(a)));
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        features.switches().forEach((name, state) -> {
            SwitchDefinition d = state.definition();
            FeatureState shown = d.isOwn() || d.isEach() ? state : features.user(d.dndOf());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("switch", name);
            row.put("label", d.label());
            row.put("dnd_of", d.isOwn() ? null : Octets.toUnicode(d.dndOf()));
            row.put("state", d.isEach() ? null : onOrOff(shown.toggle().isOn()));
            long changed = shown.toggle().changedMillis();
            row.put(
                    "since",
                    d.isEach() || changed == 0
                            ? null
                            : Instant.ofEpochMilli(changed).toString());
            list.add(row);
        });
        return list;
    }

    private Object add(CommandArguments a) throws ControlException {
        String name = a.text("switch");
        String label = a.text("label", "");
        String dndOf = a.text("dnd_of", "");
        if (!name.matches(NAME)) {
            throw new ControlException(
                    "\"" + name + "\" cannot be dialled; a switch has 1 to 64 letters, digits, or + * # . _ -");
        }
        if (label.length() > LONGEST_LABEL) {
            throw new ControlException("the label is longer than " + LONGEST_LABEL + " characters");
        }
        String user = dndOf.isEmpty() || dndOf.equals(SwitchDefinition.EACH) ? dndOf : key(dndOf);
        if (!features.define(name, label, user)) {
            throw new ControlException("there is a switch " + name + " already; remove it first");
        }
        return Map.of("message", "switch " + name + " added");
    }

    private Object remove(String name) throws ControlException {
        if (!features.remove(name)) {
            throw new ControlException(unknown(name));
        }
        return Map.of("message", "switch " + name + " removed");
    }

    private String unknown(String name) {
        List<String> all = List.copyOf(features.switches().keySet());
        return "there is no switch " + name
                + NearestName.of(name, all)
                        .map(n -> "; did you mean " + n + "?")
                        .orElse(all.isEmpty() ? "; there is none yet" : "; there are " + String.join(", ", all));
    }

    private Object set(CommandArguments a) throws ControlException {
        String name = a.text("switch");
        String state = a.text("state");
        if (!state.equals("on") && !state.equals("off")) {
            throw new ControlException("\"" + state + "\" is no state of a switch; it is on or off");
        }
        if (!features.set(name, state.equals("on"))) {
            throw new ControlException(unknown(name));
        }
        return Map.of("message", "switch " + name + " is " + state);
    }

    /** As it comes in messages, where names are octets. */
    private String key(String user) {
        return names.key(Octets.fromUnicode(user));
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }

    private Object show(String user) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("user", user);
        for (FeatureField field : FeatureField.values()) {
            shown.put(
                    field.name().toLowerCase(Locale.ROOT),
                    settings.value(key(user), field).orElse(null));
        }
        return shown;
    }

    private Object setFeature(CommandArguments a) throws ControlException {
        String user = a.text("user");
        String name = a.text("feature");
        String value = a.text("value");
        for (FeatureField field : FeatureField.values()) {
            if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
                if (!settings.set(key(user), field, value)) {
                    throw new ControlException("\"" + value + "\" is no value of " + name + "; " + values(field));
                }
                return Map.of("message", user + ": " + name + " " + value);
            }
        }
        throw new ControlException("\"" + name + "\" is no feature; there are dnd, cfa, cfb, cfna and rings");
    }

    private static String values(FeatureField field) {
        return switch (field) {
            case DND -> "it is on or off";
            case RINGS -> "it is a number from 1 to 100";
            default -> "it is a number or a SIP URI, off, or on for where it went before";
        };
    }
}
