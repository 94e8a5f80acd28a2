package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups of dialogs that are counted. Safe on any thread. */
final class Profiles {

    /**
     * Membership in a profile.
     *
     * @param value empty for a profile without values
     */
    record Membership(String profile, String value) {}

    private final Map<String, Boolean> hasValue = new HashMap<>();
    private final Map<Membership, Set<Dialog>> members = new HashMap<>();
    private final Map<Dialog, Set<Membership>> memberships = new HashMap<>();

    /** Declares a profile. */
    synchronized void declare(String name, boolean withValue) {
        hasValue.put(name, withValue);
    }

    /** Whether it is declared. */
    synchronized boolean isDeclared(String name) {
        return hasValue.containsKey(name);
    }

    /** A membership: the value is dropped when the profile has none; null if a value is needed and missing. */
    synchronized Membership of(String profile, String value) {
        boolean needsValue = hasValue.getOrDefault(profile, false);
        return needsValue && value == null ? null : new Membership(profile, needsValue ? value : "");
    }

    synchronized void add(Dialog dialog, Membership m) {
        if (dialog.state() != DialogState.DELETED) {
            members.computeIfAbsent(m, k -> new HashSet<>()).add(dialog);
            memberships.computeIfAbsent(dialog, k -> new HashSet<>()).add(m);
        }
    }

    /** Takes a dialog out; false when it was not in. */
    synchronized boolean remove(Dialog dialog, Membership m) {
        Set<Membership> of = memberships.get(dialog);
        if (of == null || !of.remove(m)) {
            return false;
        }
        if (of.isEmpty()) {
            memberships.remove(dialog);
        }
        drop(dialog, m);
        return true;
    }

    /** Takes a dialog out of everything. */
    synchronized void removeAll(Dialog dialog) {
        Set<Membership> of = memberships.remove(dialog);
        if (of != null) {
            of.forEach(m -> drop(dialog, m));
        }
    }

    private void drop(Dialog dialog, Membership m) {
        Set<Dialog> in = members.get(m);
        in.remove(dialog);
        if (in.isEmpty()) {
            members.remove(m);
        }
    }

    /** What a dialog is in. */
    synchronized Set<Membership> of(Dialog dialog) {
        return Set.copyOf(memberships.getOrDefault(dialog, Set.of()));
    }

    /** Whether it is in a profile, with that value unless it is null. */
    synchronized boolean contains(Dialog dialog, String profile, String value) {
        return memberships.getOrDefault(dialog, Set.of()).stream().anyMatch(m -> fits(m, profile, value));
    }

    /** The dialogs of a profile, with that value unless it is null. */
    synchronized List<Dialog> list(String profile, String value) {
        List<Dialog> found = new ArrayList<>();
        if (value != null) {
            Membership m = of(profile, value);
            found.addAll(members.getOrDefault(m, Set.of()));
            return found;
        }
        Set<Dialog> all = new HashSet<>();
        members.forEach((m, in) -> {
            if (m.profile().equals(profile)) {
                all.addAll(in);
            }
        });
        found.addAll(all);
        return found;
    }

    /** How many memberships a profile has, with that value unless it is null. */
    synchronized int size(String profile, String value) {
        if (value != null) {
            return members.getOrDefault(of(profile, value), Set.of()).size();
        }
        int size = 0;
        for (Map.Entry<Membership, Set<Dialog>> e : members.entrySet()) {
            size += e.getKey().profile().equals(profile) ? e.getValue().size() : 0;
        }
        return size;
    }

    private boolean fits(Membership m, String profile, String value) {
        return m.profile().equals(profile)
                && (value == null
                        || !hasValue.getOrDefault(profile, false)
                        || m.value().equals(value));
    }
}
