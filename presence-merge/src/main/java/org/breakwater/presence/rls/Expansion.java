package org.breakwater.presence.rls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.breakwater.presence.document.pidf.Entity;

/**
 * Who is in a list, now. A list in a list is shown as one, one level deep; a list in that, the list itself among its
 * members, and one that is not for the event package are terminated for {@code noresource}, so loops end.
 *
 * @param <T> the truth about a member
 */
public final class Expansion<T> {

    private static final String NO_RESOURCE = "noresource";

    private final ListDirectory directory;
    private final String eventPackage;
    private final Function<String, Standing<T>> members;
    private final int maxMembers;

    /**
     * @param members where the subscription to somebody is, by their URI in one spelling; from memory
     * @param maxMembers of one list, those of lists within it included; what comes after them is left out
     */
    public Expansion(
            ListDirectory directory, String eventPackage, Function<String, Standing<T>> members, int maxMembers) {
        this.directory = directory;
        this.eventPackage = eventPackage;
        this.members = members;
        this.maxMembers = maxMembers;
    }

    /** The list of that URI; nothing when there is none for the event package. */
    public Optional<ListTruth<T>> of(String listUri) {
        return directory
                .find(Entity.sip(listUri))
                .filter(list -> list.isFor(eventPackage))
                .map(this::top);
    }

    private ListTruth<T> top(ListDefinition list) {
        List<Member<T>> found = new ArrayList<>();
        int left = maxMembers;
        for (ListDefinition.Entry entry : list.entries()) {
            if (left <= 0) {
                break;
            }
            String uri = entry.uri();
            Optional<ListDefinition> inner = directory.find(uri);
            Standing<T> standing;
            if (inner.isEmpty()) {
                standing = members.apply(uri);
                left--;
            } else if (uri.equals(list.uri()) || !inner.get().isFor(eventPackage)) {
                standing = new Standing.Gone<>(NO_RESOURCE);
                left--;
            } else {
                ListTruth<T> nested = nested(inner.get(), left);
                standing = new Standing.Nested<>(nested);
                left -= 1 + nested.members().size();
            }
            found.add(new Member<>(uri, entry.name(), standing));
        }
        return new ListTruth<>(list.uri(), list.name(), found);
    }

    private ListTruth<T> nested(ListDefinition list, int left) {
        List<Member<T>> found = new ArrayList<>();
        for (ListDefinition.Entry entry : list.entries()) {
            if (found.size() + 1 >= left) {
                break;
            }
            String uri = entry.uri();
            Standing<T> standing =
                    directory.find(uri).isPresent() ? new Standing.Gone<>(NO_RESOURCE) : members.apply(uri);
            found.add(new Member<>(uri, entry.name(), standing));
        }
        return new ListTruth<>(list.uri(), list.name(), found);
    }
}
