package org.breakwater.presence.subscription;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.presence.person.People;
import org.breakwater.presence.picture.FeaturePicture;
import org.breakwater.presence.rls.ListDirectory;
import org.breakwater.presence.watcher.LampPicture;
import org.breakwater.presence.watcher.MailboxPicture;
import org.breakwater.presence.watcher.Observation;
import org.breakwater.presence.watcher.PresencePicture;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.sip.subscription.Notifier;

/** What watchers of each event package are shown of whom. */
public final class Pictures {

    /** The bounds were applied before the SUBSCRIBE was answered. */
    static final int NO_BOUND = Integer.MAX_VALUE;

    private final People people;
    private final QuirkTable quirks;
    private final Map<String, Package<?>> more = new ConcurrentHashMap<>();
    private ListPictures lists;
    private volatile boolean singleDialog;
    private volatile Authority authority = Authority.OPEN;

    /**
     * An event package beside those of people.
     *
     * @param <T> the truth about somebody
     */
    public interface Package<T> {

        /**
         * Nothing was shown yet.
         *
         * @param firstVersion of the first document, for packages with versions
         */
        View<T> begin(Subscription.Topic topic, int firstVersion);

        /** The state now, from memory. */
        T truth(Subscription.Topic topic);
    }

    /** Shows what {@code people} knows, as each brand of phones understands it. */
    public Pictures(People people, QuirkTable quirks) {
        this.people = people;
        this.quirks = quirks;
    }

    /** Whether watchers that come from now on get one {@code dialog} element only, whatever their brand. */
    public void setSingleDialog(boolean on) {
        singleDialog = on;
    }

    /** Who may watch whom from now on. */
    public void setAuthority(Authority newAuthority) {
        authority = newAuthority;
    }

    /** Shows one more event package; to be called before there are subscriptions. */
    public <T> void add(String event, Package<T> shown) {
        more.put(event, shown);
    }

    /**
     * Shows lists; to be called before there are subscriptions.
     *
     * @param spelling a member's URI in the one spelling; null for somebody who is not ours
     */
    public void addLists(ListDirectory directory, UnaryOperator<String> spelling) {
        lists = new ListPictures(people, directory, spelling, this::handling);
    }

    /** Whether there can be lists for that event package. */
    public boolean hasListsOf(String event) {
        return lists != null && ListPictures.EVENTS.contains(event);
    }

    /**
     * Whether the phone can be shown something: a list that is not known yet would look like one without members, and a watcher
     * as if nobody had decided upon them.
     */
    boolean canShow(Subscription s) {
        return authority.isKnown(s.topic().event()) && (!s.topic().list() || lists != null && lists.isKnown());
    }

    /** How the watcher of a subscription is handled now; members of lists are decided upon one by one. */
    Handling handling(Subscription s) {
        Subscription.Topic topic = s.topic();
        return topic.list()
                ? Handling.ALLOW
                : handling(topic.event(), topic.entity(), s.phone().user());
    }

    /** How somebody who watches another is handled now. */
    Handling handling(String event, String entity, String watcher) {
        return authority.handling(event, entity, watcher);
    }

    /** Everybody whose state a subscription shows, in the one spelling. */
    Set<String> whom(Subscription s) {
        Subscription.Topic topic = s.topic();
        return topic.list() && lists != null ? lists.members(topic.shown()) : Set.of(topic.entity());
    }

    Observation watch(Subscription s, int firstVersion, Watch.Ground ground) {
        Subscription.Topic topic = s.topic();
        Quirks brand = brand(s.phone().userAgent());
        if (topic.list() && hasListsOf(topic.event())) {
            return lists.watch(s, brand, firstVersion, ground);
        }
        Package<?> other = more.get(topic.event());
        if (other != null) {
            return watch(other, topic, firstVersion, ground);
        }
        String entity = topic.entity();
        return switch (topic.event()) {
            case "dialog" ->
                watch(
                        new LampPicture(LampView.begin(topic.shown(), brand, firstVersion)),
                        () -> people.lamp(entity),
                        ground);
            case "as-feature-event" -> watch(new FeaturePicture(List.of()), () -> people.features(entity), ground);
            case "message-summary" -> watch(new MailboxPicture(null), () -> people.mailbox(entity), ground);
            default -> watch(new PresencePicture(brand, null), () -> presence(s), ground);
        };
    }

    /** Who is to think that nobody is there sees what is seen then; so does, at the end, who may not watch any more. */
    private Presence presence(Subscription s) {
        Subscription.Topic topic = s.topic();
        return handling(s) == Handling.ALLOW
                ? people.merged(topic.entity()).presence().about(topic.shown())
                : Presence.offline(topic.shown());
    }

    private static <T> Observation watch(
            Package<T> shown, Subscription.Topic topic, int firstVersion, Watch.Ground ground) {
        return watch(shown.begin(topic, firstVersion), () -> shown.truth(topic), ground);
    }

    private static <T> Observation watch(View<T> view, Supplier<T> truth, Watch.Ground ground) {
        return new Watch<>(new Notifier(0, NO_BOUND), view, truth, ground);
    }

    private Quirks brand(String userAgent) {
        Quirks q = quirks.of(userAgent);
        return singleDialog ? new Quirks(q.brand(), true, q.partial(), q.callerEarly(), q.mealForLunch()) : q;
    }
}
