package org.breakwater.presence.rls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.document.rlmi.ResourceList;
import org.breakwater.presence.document.rlmi.ResourceList.Instance;
import org.breakwater.presence.document.rlmi.ResourceList.Resource;
import org.breakwater.presence.document.rlmi.ResourceList.State;
import org.breakwater.presence.watcher.View;

/**
 * What one subscription has been shown of a list (RFC 4662 §4.3, §5). A full document names all members in their order;
 * states that do not fit into its body come with the NOTIFYs after it, those the phone has waited for longest first. After
 * that a document has the members that changed. When one left, came between others, or the order changed, the next is full:
 * a partial one cannot say it.
 *
 * <p>The list's version grows by one with each document. Those of members begin with the list's, so that they do not fall
 * when somebody leaves a list and comes back.
 *
 * @param <T> the truth about a member
 */
public final class ListView<T> implements View<ListTruth<T>> {

    private static final String NOT_SHOWN = "";

    private final MemberViews<T> views;
    private final ListLimits limits;
    private final String path;
    private final long version;
    private final Optional<String> name;
    private final Map<String, Seen<T>> seen;

    /**
     * A member as the phone knows it.
     *
     * @param id of its instance, empty before the first
     * @param standing state and reason that were shown, or {@link #NOT_SHOWN} when the phone knows nothing
     * @param view of a single member, null before the first document
     * @param list of a list within the list, null when it is none
     * @param told what its state was made of, null for lists and when the phone knows nothing
     * @param shownAt version of the list's document with its state, -1 before
     */
    private record Seen<T>(
            String name, String id, String standing, View<T> view, ListView<T> list, Standing<T> told, long shownAt) {

        static <T> Seen<T> nothing(String name) {
            return new Seen<>(name, "", NOT_SHOWN, null, null, null, -1);
        }

        Seen<T> forgotten(String newName) {
            return new Seen<>(newName, id, NOT_SHOWN, view, list, null, -1);
        }

        Seen<T> called(String newName) {
            return new Seen<>(newName, id, standing, view, list, told, shownAt);
        }
    }

    /** A member's state to be sent, and what is known once it was. */
    private record Told<T>(Instance instance, Multipart.Part partOrNull, Seen<T> after) {}

    /** What a member's document says, and both views after it. */
    private record Said<T>(String contentType, String body, View<T> view, ListView<T> list) {}

    private ListView(
            MemberViews<T> views,
            ListLimits limits,
            String path,
            long version,
            Optional<String> name,
            Map<String, Seen<T>> seen) {
        this.views = views;
        this.limits = limits;
        this.path = path;
        this.version = version;
        this.name = name;
        this.seen = seen;
    }

    /**
     * Nothing was shown yet.
     *
     * @param firstVersion of the next document: 0, or one more than what another server sent last
     */
    public static <T> ListView<T> begin(MemberViews<T> views, ListLimits limits, long firstVersion) {
        return begin(views, limits, "", firstVersion);
    }

    private static <T> ListView<T> begin(MemberViews<T> views, ListLimits limits, String path, long firstVersion) {
        return new ListView<>(views, limits, path, firstVersion, Optional.empty(), Map.of());
    }

    /** Version of the next document. */
    public long nextVersion() {
        return version;
    }

    @Override
    public Shown<ListTruth<T>> full(ListTruth<T> truth) {
        return whole(truth, limits.octets());
    }

    @Override
    public Shown<ListTruth<T>> last(ListTruth<T> truth) {
        return whole(truth, limits.lastOctets());
    }

    @Override
    public Optional<Shown<ListTruth<T>>> change(ListTruth<T> truth) {
        return changed(truth, limits.octets());
    }

    private Shown<ListTruth<T>> whole(ListTruth<T> truth, int room) {
        Map<String, Seen<T>> after = new LinkedHashMap<>();
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (Member<T> member : members(truth)) {
            Seen<T> before = seen.getOrDefault(member.uri(), Seen.nothing(member.name()));
            after.put(member.uri(), before.forgotten(member.name()));
            resources.put(member.uri(), new Resource(member.uri(), member.name(), List.of()));
        }
        ListBody body = new ListBody(room, ListBody.octets(list(truth, true, resources)));
        fill(body, members(truth), after, resources);
        return shown(truth, true, body, after, resources);
    }

    private Optional<Shown<ListTruth<T>>> changed(ListTruth<T> truth, int room) {
        List<Member<T>> members = members(truth);
        if (!name.equals(Optional.of(truth.name())) || !isAppendedOnly(members)) {
            return Optional.of(whole(truth, room));
        }
        Map<String, Seen<T>> after = new LinkedHashMap<>(seen);
        members.forEach(member -> after.putIfAbsent(member.uri(), Seen.nothing(member.name())));
        List<Member<T>> waitingLongest = new ArrayList<>(members);
        waitingLongest.sort(
                Comparator.comparingLong(member -> after.get(member.uri()).shownAt()));
        Map<String, Resource> resources = new HashMap<>();
        ListBody body = new ListBody(room, ListBody.octets(list(truth, false, Map.of())));
        fill(body, waitingLongest, after, resources);
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Resource> inOrder = new LinkedHashMap<>();
        members.stream()
                .filter(member -> resources.containsKey(member.uri()))
                .forEach(member -> inOrder.put(member.uri(), resources.get(member.uri())));
        return Optional.of(shown(truth, false, body, after, inOrder));
    }

    private List<Member<T>> members(ListTruth<T> truth) {
        List<Member<T>> members = truth.members();
        return members.size() <= limits.members() ? members : members.subList(0, limits.members());
    }

    /** Whether those that were named come first and in the same order. */
    private boolean isAppendedOnly(List<Member<T>> members) {
        if (members.size() < seen.size()) {
            return false;
        }
        int position = 0;
        for (String uri : seen.keySet()) {
            if (!members.get(position++).uri().equals(uri)) {
                return false;
            }
        }
        return true;
    }

    /** Adds members whose state the phone does not know until the body is full. */
    private void fill(
            ListBody body, List<Member<T>> members, Map<String, Seen<T>> after, Map<String, Resource> resources) {
        int position = 0;
        for (Member<T> member : members) {
            position++;
            Optional<Told<T>> told = tell(member, after.get(member.uri()), position, body.left());
            if (told.isEmpty()) {
                continue;
            }
            Resource resource =
                    new Resource(member.uri(), member.name(), List.of(told.get().instance()));
            if (!body.take(resource, told.get().partOrNull())) {
                return;
            }
            resources.put(member.uri(), resource);
            after.put(member.uri(), told.get().after());
        }
    }

    /** A member's state; nothing when the phone knows it. */
    private Optional<Told<T>> tell(Member<T> member, Seen<T> before, int position, int room) {
        Standing<T> standing = member.standing();
        if (standing instanceof Standing.Pending) {
            return bare(member, before, State.PENDING, "");
        }
        if (standing instanceof Standing.Gone<T> gone) {
            return bare(member, before, State.TERMINATED, gone.reason());
        }
        boolean renamed = !before.name().equals(member.name());
        if (standing.equals(before.told()) && !renamed) {
            return Optional.empty(); // nothing is rendered for the many that did not move
        }
        boolean fresh = !before.standing().equals(State.ACTIVE.text());
        Optional<Said<T>> said = standing instanceof Standing.Known<T> known
                ? single(member.uri(), known.truth(), before, fresh)
                : nested(((Standing.Nested<T>) standing).list(), before, fresh, position, room);
        if (said.isEmpty() && !renamed) {
            return Optional.empty();
        }
        String id = idAfter(before);
        if (said.isEmpty()) {
            return Optional.of(new Told<>(new Instance(id, State.ACTIVE, "", ""), null, before.called(member.name())));
        }
        Said<T> s = said.get();
        Standing<T> toldOf = s.list() == null ? standing : null;
        String contentId = contentId(member.uri(), position);
        return Optional.of(new Told<>(
                new Instance(id, State.ACTIVE, "", contentId),
                new Multipart.Part(contentId, s.contentType(), s.body()),
                new Seen<>(member.name(), id, State.ACTIVE.text(), s.view(), s.list(), toldOf, version)));
    }

    private Optional<Told<T>> bare(Member<T> member, Seen<T> before, State state, String reason) {
        String standing = (state.text() + " " + reason).strip();
        if (before.standing().equals(standing) && before.name().equals(member.name())) {
            return Optional.empty();
        }
        String id = idAfter(before);
        Seen<T> after = new Seen<>(member.name(), id, standing, before.view(), before.list(), null, version);
        return Optional.of(new Told<>(new Instance(id, state, reason, ""), null, after));
    }

    /** An instance that was terminated does not come back: what follows is another. */
    private String idAfter(Seen<T> before) {
        boolean over = before.standing().startsWith(State.TERMINATED.text());
        return before.id().isEmpty() || over ? Long.toString(version) : before.id();
    }

    private Optional<Said<T>> single(String uri, T truth, Seen<T> before, boolean fresh) {
        View<T> view = before.view() == null ? views.begin(uri, version) : before.view();
        Optional<Shown<T>> shown = fresh || before.view() == null ? Optional.of(view.full(truth)) : view.change(truth);
        return shown.map(s -> new Said<>(s.contentType(), s.body(), s.after(), null));
    }

    private Optional<Said<T>> nested(ListTruth<T> truth, Seen<T> before, boolean fresh, int position, int room) {
        ListView<T> list = before.list() == null
                ? begin(views, limits, path + version + "-" + position + ".", version)
                : before.list();
        Optional<Shown<ListTruth<T>>> shown =
                fresh || before.list() == null ? Optional.of(list.whole(truth, room)) : list.changed(truth, room);
        return shown.map(s -> new Said<>(s.contentType(), s.body(), null, (ListView<T>) s.after()));
    }

    private Shown<ListTruth<T>> shown(
            ListTruth<T> truth,
            boolean full,
            ListBody body,
            Map<String, Seen<T>> after,
            Map<String, Resource> resources) {
        Multipart multipart = body.with(contentId(truth.uri(), 0), list(truth, full, resources));
        ListView<T> view = new ListView<>(views, limits, path, version + 1, Optional.of(truth.name()), after);
        return new Shown<>(multipart.relatedType(), multipart.text(), view);
    }

    private ResourceList list(ListTruth<T> truth, boolean full, Map<String, Resource> resources) {
        return new ResourceList(truth.uri(), version, full, truth.name(), List.copyOf(resources.values()));
    }

    /** Unique within a subscription. */
    private String contentId(String uri, int position) {
        String host = uri.substring(uri.lastIndexOf('@') + 1);
        return path + version + "-" + position + "@" + (host.matches("[A-Za-z0-9.-]+") ? host : "breakwater");
    }
}
