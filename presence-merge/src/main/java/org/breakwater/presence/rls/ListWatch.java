package org.breakwater.presence.rls;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.watcher.Observation;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.sip.subscription.Notifier;

/**
 * A subscription to a list: a {@link Watch} of all its members at once, with all that a Watch promises. The first NOTIFY
 * names everybody; when not all states fit, those that follow at the phone's pace bring the rest, and what changed
 * meanwhile is told as it is then.
 *
 * @param <T> the truth about a member
 */
public final class ListWatch<T> implements Observation {

    private final String listUri;
    private final Expansion<T> expansion;
    private final Watch<ListTruth<T>> watch;
    private final UnaryOperator<String> spelling;
    private Set<String> entities = Set.of();

    /**
     * A subscription not begun.
     *
     * @param listUri what was subscribed to, in any spelling
     * @param view what the phone knows: nothing, or from which version on
     */
    public ListWatch(String listUri, Expansion<T> expansion, Notifier notifier, ListView<T> view, Watch.Ground ground) {
        this(listUri, expansion, notifier, view, ground, Entity::sip);
    }

    /**
     * The same where people are known by other names than their URIs.
     *
     * @param spelling makes of a member's URI what {@link #memberChanged} is told
     */
    public ListWatch(
            String listUri,
            Expansion<T> expansion,
            Notifier notifier,
            ListView<T> view,
            Watch.Ground ground,
            UnaryOperator<String> spelling) {
        this.listUri = Entity.sip(listUri);
        this.expansion = expansion;
        this.spelling = spelling;
        this.watch = new Watch<>(notifier, view, this::truth, ground);
    }

    @Override
    public boolean isEnded() {
        return watch.isEnded();
    }

    @Override
    public void giveUpWaiting() {
        watch.giveUpWaiting();
    }

    @Override
    public Notifier.State state() {
        return watch.state();
    }

    /** After {@link EventList#negotiate}. */
    @Override
    public Notifier.Respond subscribe(int expiresSeconds, boolean authorised) {
        return watch.subscribe(expiresSeconds, authorised);
    }

    @Override
    public void decided(boolean allowed) {
        watch.decided(allowed);
    }

    @Override
    public void memberChanged(String uri) {
        if (entities.contains(spelling.apply(uri))) {
            watch.changed();
        }
    }

    /** The list may be another; one that is no more ends the subscription. */
    @Override
    public void changed() {
        if (expansion.of(listUri).isEmpty()) {
            watch.terminate("noresource");
        } else {
            watch.changed();
        }
    }

    @Override
    public void terminate(String reason) {
        watch.terminate(reason);
    }

    private ListTruth<T> truth() {
        Optional<ListTruth<T>> list = expansion.of(listUri);
        Set<String> found = new HashSet<>();
        list.ifPresent(truth -> collect(truth, found));
        entities = found;
        return list.orElseGet(() -> new ListTruth<>(listUri, "", List.of()));
    }

    private void collect(ListTruth<T> list, Set<String> to) {
        for (Member<T> member : list.members()) {
            to.add(spelling.apply(member.uri()));
            if (member.standing() instanceof Standing.Nested<T> nested) {
                collect(nested.list(), to);
            }
        }
    }
}
