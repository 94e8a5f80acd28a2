package org.breakwater.pbx.feature;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.Forward;
import org.breakwater.script.module.features.FeatureField;
import org.breakwater.script.module.features.FeaturePort;

/** Switches and features as scripts ask for them. Any thread. */
final class ScriptFeatures implements FeaturePort {

    private static final int MOST_RINGS = 100;
    private static final Map<FeatureField, Kind> KINDS =
            Map.of(FeatureField.CFA, Kind.ALWAYS, FeatureField.CFB, Kind.BUSY, FeatureField.CFNA, Kind.NO_ANSWER);

    private final Features features;
    private final UserSpelling names;
    private final Targets targets;
    private final BiConsumer<String, Runnable> answered;

    /**
     * @param answered a call of that Call-ID was answered here and is to be hung up a moment later
     */
    ScriptFeatures(Features features, UserSpelling names, Targets targets, BiConsumer<String, Runnable> answered) {
        this.features = features;
        this.names = names;
        this.targets = targets;
        this.answered = answered;
    }

    @Override
    public boolean isSwitch(String dialled, String caller) {
        return features.meant(dialled, names.key(caller)).isPresent();
    }

    @Override
    public Optional<Boolean> isOn(String dialled) {
        return features.isOn(dialled, "");
    }

    @Override
    public Result press(String dialled, String caller, String pressId) {
        String id =
                UUID.nameUUIDFromBytes(pressId.getBytes(StandardCharsets.UTF_8)).toString();
        return switch (features.press(dialled, names.key(caller), id)) {
            case ON -> Result.ON;
            case OFF -> Result.OFF;
            case UNKNOWN -> Result.UNKNOWN;
            case NOT_YOURS -> Result.NOT_YOURS;
        };
    }

    @Override
    public Optional<String> value(String user, FeatureField field) {
        FeatureState state = features.user(names.key(user));
        return switch (field) {
            case DND -> Optional.of(state.toggle().isOn() ? "on" : "off");
            case RINGS ->
                Optional.of(state.forward(Kind.NO_ANSWER).rings())
                        .filter(rings -> rings > 0)
                        .map(String::valueOf);
            default ->
                Optional.of(state.forward(KINDS.get(field)))
                        .filter(Forward::counts)
                        .map(Forward::to);
        };
    }

    @Override
    public boolean set(String user, FeatureField field, String value) {
        String name = names.key(user);
        if (name.isEmpty()) {
            return false;
        }
        return switch (field) {
            case DND -> setDoNotDisturb(name, value);
            case RINGS -> setRings(name, value);
            default -> setForward(name, KINDS.get(field), value);
        };
    }

    private boolean setDoNotDisturb(String user, String value) {
        boolean on = value.equals("on");
        if (on || value.equals("off")) {
            features.setDoNotDisturb(user, on);
            return true;
        }
        return false;
    }

    private boolean setForward(String user, Kind kind, String value) {
        Forward was = features.user(user).forward(kind);
        if (value.equals("off") || value.equals("on")) {
            boolean on = value.equals("on");
            if (on && was.to().isEmpty()) {
                return false;
            }
            features.setForward(user, kind, on, "", 0);
            return true;
        }
        Optional<String> to = targets.accept(value).filter(t -> !t.isEmpty());
        to.ifPresent(t -> features.setForward(user, kind, true, t, 0));
        return to.isPresent();
    }

    private boolean setRings(String user, String value) {
        if (!value.matches("[0-9]{1,3}") || value.matches("0+") || Integer.parseInt(value) > MOST_RINGS) {
            return false;
        }
        Forward was = features.user(user).forward(Kind.NO_ANSWER);
        features.setForward(user, Kind.NO_ANSWER, was.on(), "", Integer.parseInt(value));
        return true;
    }

    @Override
    public void answered(String callId, Runnable hangUp) {
        answered.accept(callId, hangUp);
    }
}
