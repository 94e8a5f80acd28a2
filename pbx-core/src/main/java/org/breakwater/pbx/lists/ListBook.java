package org.breakwater.pbx.lists;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.rls.ListDirectory;
import org.breakwater.presence.xcap.ServiceLists;

/**
 * The lists there are, by whatever URI of ours a phone names one. A list has the URI it was asked for by; members who are at
 * the host of their list are shown at the host that was asked for. A user is never a list: else anybody could stand in for
 * another by keeping a list of that name. Any thread.
 */
public final class ListBook implements ListDirectory {

    private final Names names;
    private final Predicate<String> isUser;
    private Map<String, ListDefinition> read = Map.of();
    private volatile Map<String, ListDefinition> byEntity = Map.of();
    private volatile boolean known;
    private volatile boolean tried;

    /**
     * Without lists.
     *
     * @param isUser whether there is a user of that name, in the one spelling; from memory
     */
    public ListBook(Names names, Predicate<String> isUser) {
        this.names = names;
        this.isUser = isUser;
    }

    /** Whether that is a user's name, and so no list's. */
    boolean isUser(String uri) {
        return isUser.test(names.entity(uri));
    }

    /** Takes over what was read; false when nothing is otherwise than before. */
    synchronized boolean take(ServiceLists services) {
        Map<String, ListDefinition> lists = new HashMap<>();
        for (String uri : services.uris()) {
            services.find(uri).ifPresent(list -> lists.putIfAbsent(names.entity(uri), list));
        }
        read = lists;
        boolean other = lookForUsers();
        known = true;
        return other;
    }

    /** Users come and go, and with them lists that may not be; false when nothing is otherwise than before. */
    synchronized boolean lookForUsers() {
        Map<String, ListDefinition> lists = new HashMap<>(read);
        lists.keySet().removeIf(isUser);
        boolean other = !lists.equals(byEntity);
        byEntity = Map.copyOf(lists);
        return other;
    }

    /** Reading them was tried, with success or without. */
    void tried() {
        tried = true;
    }

    /** Whether they are about to be read for the first time. */
    public boolean isComing() {
        return !tried;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public Optional<ListDefinition> find(String uri) {
        Map<String, ListDefinition> now = byEntity;
        if (now.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(now.get(names.entity(uri))).map(list -> askedFor(list, Entity.sip(uri)));
    }

    private ListDefinition askedFor(ListDefinition list, String uri) {
        String host = host(list.uri());
        if (list.uri().equals(uri)) {
            return list;
        }
        List<ListDefinition.Entry> entries = list.entries().stream()
                .map(e -> host(e.uri()).equals(host)
                        ? new ListDefinition.Entry(names.like(names.entity(e.uri()), uri), e.name())
                        : e)
                .toList();
        return new ListDefinition(uri, list.name(), Set.copyOf(list.packages()), entries);
    }

    private static String host(String uri) {
        return uri.substring(uri.lastIndexOf('@') + 1);
    }

    /** All lists as they were set up. */
    Collection<ListDefinition> all() {
        return byEntity.values();
    }
}
