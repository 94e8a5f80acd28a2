package org.breakwater.presence.subscription;

import java.util.List;
import java.util.function.Supplier;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.presence.person.People;
import org.breakwater.presence.picture.FeaturePicture;
import org.breakwater.presence.watcher.LampPicture;
import org.breakwater.presence.watcher.MailboxPicture;
import org.breakwater.presence.watcher.PresencePicture;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.sip.subscription.Notifier;

/** What watchers of each event package are shown of whom. */
public final class Pictures {

    /** The bounds were applied before the SUBSCRIBE was answered. */
    private static final int NO_BOUND = Integer.MAX_VALUE;

    private final People people;
    private final QuirkTable quirks;
    private volatile boolean singleDialog;

    /** Shows what {@code people} knows, as each brand of phones understands it. */
    public Pictures(People people, QuirkTable quirks) {
        this.people = people;
        this.quirks = quirks;
    }

    /** Whether watchers that come from now on get one {@code dialog} element only, whatever their brand. */
    public void setSingleDialog(boolean on) {
        singleDialog = on;
    }

    Watch<?> watch(Subscription.Topic topic, String userAgent, int firstVersion, Watch.Ground ground) {
        Quirks brand = brand(userAgent);
        String entity = topic.entity();
        return switch (topic.event()) {
            case "dialog" ->
                watch(
                        new LampPicture(LampView.begin(topic.shown(), brand, firstVersion)),
                        () -> people.lamp(entity),
                        ground);
            case "as-feature-event" -> watch(new FeaturePicture(List.of()), () -> people.features(entity), ground);
            case "message-summary" -> watch(new MailboxPicture(null), () -> people.mailbox(entity), ground);
            default ->
                watch(
                        new PresencePicture(brand, null),
                        () -> people.merged(entity).presence().about(topic.shown()),
                        ground);
        };
    }

    private static <T> Watch<T> watch(View<T> view, Supplier<T> truth, Watch.Ground ground) {
        return new Watch<>(new Notifier(0, NO_BOUND), view, truth, ground);
    }

    private Quirks brand(String userAgent) {
        Quirks q = quirks.of(userAgent);
        return singleDialog ? new Quirks(q.brand(), true, q.partial(), q.callerEarly(), q.mealForLunch()) : q;
    }
}
