package org.breakwater.pbx.presence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.merge.Merged;
import org.breakwater.presence.merge.Why;
import org.breakwater.presence.person.People;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.sip.message.Octets;

/** Answers what is asked about presence. On control threads. */
final class PresenceCommands {

    private final People people;
    private final UserNames names;
    private final SharedMap<String, Subscription> subscriptions;
    private final TimeSource time;

    PresenceCommands(People people, UserNames names, SharedMap<String, Subscription> subscriptions, TimeSource time) {
        this.people = people;
        this.names = names;
        this.subscriptions = subscriptions;
        this.time = time;
    }

    void addTo(ControlServer control) {
        control.add(
                "presence",
                a -> a.get("user") == null ? watchers("") : user(a.get("user").toString()));
    }

    private Map<String, Object> user(String user) {
        String entity = names.entity(user);
        Merged merged = people.merged(entity);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user", names.shown(entity));
        answer.put("state", merged.presence().isClosed() ? "closed" : "open");
        answer.put("words", Why.words(merged.presence()));
        answer.put("lamp", MainPresence.words(people.lamp(entity).state()));
        answer.put("why", why(merged));
        answer.put("watchers", watchers(entity));
        return answer;
    }

    private List<String> why(Merged merged) {
        List<String> lines = new ArrayList<>(Why.lines(merged));
        String entity = merged.presence().entity();
        lines.replaceAll(line -> line.replace(entity, names.shown(entity)));
        return lines;
    }

    private List<Map<String, Object>> watchers(String entityOrEmpty) {
        List<Subscription> found = new ArrayList<>();
        subscriptions.forEach((key, s) -> {
            if (entityOrEmpty.isEmpty() || s.topic().entity().equals(entityOrEmpty)) {
                found.add(s);
            }
        });
        found.sort(Comparator.comparing((Subscription s) -> s.topic().entity())
                .thenComparing(s -> s.topic().event())
                .thenComparing(Subscription::key));
        return found.stream().map(this::watcher).toList();
    }

    private Map<String, Object> watcher(Subscription s) {
        Map<String, Object> w = new LinkedHashMap<>();
        w.put("watched", Octets.toUnicode(names.shown(s.topic().entity())));
        w.put("event", s.topic().event());
        w.put("by", Octets.toUnicode(names.shown(s.phone().user())));
        w.put("contact", Octets.toUnicode(s.dialog().remoteTarget()));
        w.put("address", s.phone().address());
        w.put("user_agent", Octets.toUnicode(s.phone().userAgent()));
        w.put("server", s.term().owner());
        w.put("expires_in_seconds", Math.max(0, (s.term().expiresAtMillis() - time.epochMillis()) / 1000));
        w.put("call_id", s.dialog().ids().callId());
        return w;
    }
}
