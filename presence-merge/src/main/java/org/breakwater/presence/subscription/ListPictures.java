package org.breakwater.presence.subscription;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.person.People;
import org.breakwater.presence.rls.Expansion;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.rls.ListDirectory;
import org.breakwater.presence.rls.ListLimits;
import org.breakwater.presence.rls.ListView;
import org.breakwater.presence.rls.ListWatch;
import org.breakwater.presence.rls.MemberViews;
import org.breakwater.presence.rls.Standing;
import org.breakwater.presence.watcher.Observation;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.sip.subscription.Notifier;

/** What phones are shown of lists. */
final class ListPictures {

    /** Event packages there can be lists for. */
    static final Set<String> EVENTS = Set.of("dialog", "presence");

    private static final String NO_RESOURCE = "noresource";
    private static final String REJECTED = "rejected";

    private final People people;
    private final ListDirectory lists;
    private final UnaryOperator<String> spelling;
    private final Authority authority;

    /** The state of a member who may be seen. */
    private interface Truth<T> {

        /**
         * As of now.
         *
         * @param uri as it stands in the list
         * @param polite whether nobody is to seem to be there
         */
        T of(String entity, String uri, boolean polite);
    }

    /**
     * @param spelling a member's URI in the one spelling; null for somebody who is not ours
     */
    ListPictures(People people, ListDirectory lists, UnaryOperator<String> spelling, Authority authority) {
        this.people = people;
        this.lists = lists;
        this.spelling = spelling;
        this.authority = authority;
    }

    boolean isKnown() {
        return lists.isKnown();
    }

    Observation watch(Subscription s, Quirks brand, int firstVersion, Watch.Ground ground) {
        return s.topic().event().equals("dialog")
                ? watch(s, this::lamp, MemberViews.lamps(brand), firstVersion, ground)
                : watch(s, this::presence, MemberViews.presences(brand), firstVersion, ground);
    }

    /** Everybody of ours in a list and in the lists in it, in the one spelling. */
    Set<String> members(String listUri) {
        Set<String> found = new LinkedHashSet<>();
        entries(listUri).forEach(uri -> {
            List<String> inner = entries(uri);
            (inner.isEmpty() ? List.of(uri) : inner).forEach(one -> add(one, found));
        });
        return found;
    }

    private List<String> entries(String uri) {
        return lists.find(uri).map(ListDefinition::entries).orElse(List.of()).stream()
                .map(ListDefinition.Entry::uri)
                .toList();
    }

    private void add(String uri, Set<String> to) {
        String entity = spelling.apply(uri);
        if (entity != null && to.size() < ListLimits.USUAL.members()) {
            to.add(entity);
        }
    }

    private Lamp lamp(String entity, String uri, boolean polite) {
        return polite ? Lamp.of(false, List.of()) : people.lamp(entity);
    }

    private Presence presence(String entity, String uri, boolean polite) {
        return polite ? Presence.offline(uri) : people.merged(entity).presence().about(uri);
    }

    private <T> Observation watch(
            Subscription s, Truth<T> truth, MemberViews<T> views, int firstVersion, Watch.Ground ground) {
        Expansion<T> expansion =
                new Expansion<>(lists, s.topic().event(), uri -> standing(s, truth, uri), ListLimits.USUAL.members());
        return new ListWatch<>(
                s.topic().shown(),
                expansion,
                new Notifier(0, Pictures.NO_BOUND),
                ListView.begin(views, ListLimits.USUAL, firstVersion),
                ground,
                uri -> Optional.ofNullable(spelling.apply(uri)).orElse(uri));
    }

    private <T> Standing<T> standing(Subscription s, Truth<T> truth, String uri) {
        String entity = spelling.apply(uri);
        if (entity == null) {
            return new Standing.Gone<>(NO_RESOURCE);
        }
        Handling handling =
                authority.handling(s.topic().event(), entity, s.phone().user());
        return switch (handling) {
            case BLOCK -> new Standing.Gone<>(REJECTED);
            case CONFIRM -> new Standing.Pending<>();
            default -> new Standing.Known<>(truth.of(entity, uri, handling == Handling.POLITE_BLOCK));
        };
    }
}
