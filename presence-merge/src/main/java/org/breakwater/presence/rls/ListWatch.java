package org.breakwater.presence.rls;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.sip.subscription.Notifier;

/**
 * A subscription to a list: a {@link Watch} of all its members at once, with all that a Watch promises. The first NOTIFY
 * names everybody; when not all states fit, those that follow at the phone's pace bring the rest, and what changed
 * meanwhile is told as it is then.
 *
 * @param <T> the truth about a member
 */
public final class ListWatch<T> {

    private final String listUri;
    private final Expansion<T> expansion;
    private final Watch<ListTruth<T>> watch;
    private Set<String> uris = Set.of();

    /**
     * A subscription not begun.
     *
     * @param listUri what was subscribed to, in any spelling
     * @param view what the phone knows: nothing, or from which version on
     */
    public ListWatch(String listUri, Expansion<T> expansion, Notifier notifier, ListView<T> view, Watch.Ground ground) {
        this.listUri = Entity.sip(listUri);
        this.expansion = expansion;
        this.watch = new Watch<>(notifier, view, this::truth, ground);
    }

    /** Whether it is over and may be forgotten. */
    public boolean isEnded() {
        return watch.isEnded();
    }

    /** Where it is. */
    public Notifier.State state() {
        return watch.state();
    }

    /** A SUBSCRIBE came, after {@link EventList#negotiate}; as {@link Watch#subscribe}. */
    public Notifier.Respond subscribe(int expiresSeconds, boolean authorised) {
        return watch.subscribe(expiresSeconds, authorised);
    }

    /** The owner decided on a pending subscription. */
    public void decided(boolean allowed) {
        watch.decided(allowed);
    }

    /** Somebody's state moved; nothing happens when they are not in the list. */
    public void memberChanged(String uri) {
        if (uris.contains(Entity.sip(uri))) {
            watch.changed();
        }
    }

    /** The list may be another; also called now and then without a reason. A list that is no more ends the subscription. */
    public void changed() {
        if (expansion.of(listUri).isEmpty()) {
            watch.terminate("noresource");
        } else {
            watch.changed();
        }
    }

    /** We end it: {@code deactivated}, {@code probation}, … */
    public void terminate(String reason) {
        watch.terminate(reason);
    }

    private ListTruth<T> truth() {
        Optional<ListTruth<T>> list = expansion.of(listUri);
        Set<String> found = new HashSet<>();
        list.ifPresent(truth -> collect(truth, found));
        uris = found;
        return list.orElseGet(() -> new ListTruth<>(listUri, "", List.of()));
    }

    private static <T> void collect(ListTruth<T> list, Set<String> to) {
        for (Member<T> member : list.members()) {
            to.add(member.uri());
            if (member.standing() instanceof Standing.Nested<T> nested) {
                collect(nested.list(), to);
            }
        }
    }
}
