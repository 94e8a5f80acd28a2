package org.breakwater.pbx.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.document.feature.Feature.DoNotDisturb;
import org.breakwater.presence.document.feature.Feature.Forwarding;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.document.feature.FeatureXml;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.Forward;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/**
 * The event package {@code as-feature-event}: a SUBSCRIBE with a body sets a feature of the user it is about, and all phones
 * of the user are told by NOTIFY. Any thread.
 */
public final class FeatureSync {

    private static final String EVENT = "as-feature-event";

    private final Features features;
    private final UserSpelling names;
    private final Targets targets;

    FeatureSync(Features features, UserSpelling names, Targets targets) {
        this.features = features;
        this.names = names;
        this.targets = targets;
    }

    /**
     * Reads what a SUBSCRIBE sets.
     *
     * @param presentity whom it is about
     * @return the refusal, or what is to be done once the SUBSCRIBE was accepted
     */
    public Setting setting(SipMessage subscribe, String presentity) {
        String event = subscribe.header(HeaderName.EVENT);
        if (event == null || !event.split(";", 2)[0].trim().equals(EVENT) || subscribe.bodyLength() == 0) {
            return Setting.NOTHING;
        }
        String type = subscribe.header(HeaderName.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase(FeatureXml.CONTENT_TYPE)) {
            return Setting.refused(
                    PresenceReply.of(415, "Unsupported Media Type").with("Accept", FeatureXml.CONTENT_TYPE));
        }
        try {
            Feature wish = FeatureXml.read(Arrays.copyOfRange(
                    subscribe.buffer(), subscribe.bodyStart(), subscribe.bodyStart() + subscribe.bodyLength()));
            return of(wish, names.key(presentity));
        } catch (DocumentException e) {
            return refused(e.getMessage());
        }
    }

    private Setting of(Feature wish, String user) {
        if (wish instanceof DoNotDisturb dnd) {
            return Setting.of(() -> features.setDoNotDisturb(user, dnd.on()));
        }
        Forwarding f = (Forwarding) wish;
        Optional<String> to = targets.accept(f.to());
        if (to.isEmpty()) {
            return refused("calls cannot be forwarded to \"" + f.to() + "\"");
        }
        if (f.on()
                && to.get().isEmpty()
                && features.user(user).forward(f.kind()).to().isEmpty()) {
            return refused("forwarding needs somewhere to forward to");
        }
        return Setting.of(() -> features.setForward(user, f.kind(), f.on(), to.get(), f.ringCount()));
    }

    private static Setting refused(String why) {
        String plain =
                why.replaceAll("[^\\x20-\\x7e]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
        return Setting.refused(
                PresenceReply.of(400, "Bad Document").with("Warning", "399 breakwater \"" + plain + '"'));
    }

    /** What phones of a user are shown. */
    List<Feature> shown(String user) {
        FeatureState state = features.user(user);
        List<Feature> all = new ArrayList<>();
        all.add(new DoNotDisturb(user, state.toggle().isOn()));
        for (Kind kind : Kind.values()) {
            Forward f = state.forward(kind);
            all.add(new Forwarding(user, kind, f.on(), f.to(), f.rings()));
        }
        return all;
    }

    /**
     * What a SUBSCRIBE sets.
     *
     * @param refusal null unless it cannot be
     * @param apply does it
     */
    public record Setting(PresenceReply refusal, Runnable apply) {

        static final Setting NOTHING = of(() -> {});

        static Setting of(Runnable apply) {
            return new Setting(null, apply);
        }

        static Setting refused(PresenceReply reply) {
            return new Setting(reply, () -> {});
        }
    }
}
