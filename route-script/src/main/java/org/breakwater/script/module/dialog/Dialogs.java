package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** All dialogs: by Call-ID, by number, and by when time is up. Safe on any thread. */
final class Dialogs {

    /** Orders dialogs by deadline. */
    private record Due(long epochSeconds, int id) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(epochSeconds, other.epochSeconds);
            return byTime != 0 ? byTime : Integer.compare(id, other.id);
        }
    }

    private final Map<String, List<Dialog>> byCallId = new ConcurrentHashMap<>();
    private final Map<Integer, Dialog> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Due, Dialog> due = new ConcurrentSkipListMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final DialogSettings settings;

    Dialogs(DialogSettings settings) {
        this.settings = settings;
    }

    /** The next dialog's number. */
    int nextId() {
        return settings.firstId + made.incrementAndGet() * settings.idStep;
    }

    /** The hash entry a Call-ID belongs to. */
    int entryOf(String callId) {
        return callId.hashCode() & settings.hashSize - 1;
    }

    void add(Dialog dialog, long deadline) {
        byId.put(dialog.identity().id(), dialog);
        byCallId.merge(dialog.identity().callId(), List.of(dialog), Dialogs::joined);
        schedule(dialog, deadline);
    }

    /** Adds one that was kept over a restart; later ones get higher numbers. */
    void restore(Dialog dialog, long deadline) {
        int number = (dialog.identity().id() - settings.firstId) / settings.idStep;
        made.accumulateAndGet(number, Math::max);
        add(dialog, deadline);
        countAnswered(1);
    }

    /** So many more are answered and not over; negative for fewer. */
    void countAnswered(int change) {
        answered.addAndGet(change);
    }

    /** How many are answered and not over. */
    int answered() {
        return answered.get();
    }

    private static List<Dialog> joined(List<Dialog> a, List<Dialog> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    void remove(Dialog dialog) {
        if (byId.remove(dialog.identity().id()) != null) {
            due.remove(new Due(dialog.deadline(), dialog.identity().id()));
            byCallId.computeIfPresent(dialog.identity().callId(), (callId, list) -> {
                List<Dialog> left = list.stream().filter(d -> d != dialog).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Has the sweep look at a dialog at that time, and no longer at the time set before. */
    void schedule(Dialog dialog, long deadline) {
        synchronized (dialog) {
            int id = dialog.identity().id();
            due.remove(new Due(dialog.deadline(), id));
            dialog.setDeadline(deadline);
            if (byId.containsKey(id)) {
                due.put(new Due(deadline, id), dialog);
            }
        }
    }

    /** Takes out of the timetable whatever is due. */
    List<Dialog> takeDue(long nowSeconds) {
        List<Dialog> found = new ArrayList<>();
        for (var first = due.firstEntry();
                first != null && first.getKey().epochSeconds() <= nowSeconds;
                first = due.firstEntry()) {
            if (due.remove(first.getKey()) != null) {
                found.add(first.getValue());
            }
        }
        return found;
    }

    /** The dialog a message with these tags belongs to, or null. */
    Dialog find(String callId, String fromTag, String toTag) {
        if (callId == null) {
            return null;
        }
        for (Dialog d : byCallId.getOrDefault(callId, List.of())) {
            if (d.isDownstream(fromTag, toTag) || d.isUpstream(fromTag, toTag)) {
                return d;
            }
        }
        return null;
    }

    /** The dialog with a number and hash entry, or null. */
    Dialog find(int entry, int id) {
        Dialog d = byId.get(id);
        return d == null || d.identity().entry() != entry ? null : d;
    }

    /** The dialog a cookie names, or null. */
    Dialog findByCookie(String cookie) {
        int dot = cookie.indexOf('.');
        try {
            return dot < 1
                    ? null
                    : find(
                            Integer.parseInt(cookie, 0, dot, 16),
                            Integer.parseInt(cookie, dot + 1, cookie.length(), 16));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Those with a Call-ID. */
    List<Dialog> withCallId(String callId) {
        return byCallId.getOrDefault(callId, List.of());
    }

    Collection<Dialog> all() {
        return byId.values();
    }

    int count() {
        return byId.size();
    }
}
