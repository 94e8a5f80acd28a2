package org.breakwater.pbx.presence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.daemon.calls.CallLeg;
import org.breakwater.daemon.calls.CallLegs;
import org.breakwater.daemon.calls.CallState;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.sip.message.Octets;

/** Which calls are whose, on whatever main server they came in. Any thread. */
final class UserCalls {

    private final CallDirectory directory;
    private final UserNames names;
    private final BiConsumer<String, String> changes;
    private final Map<String, Set<String>> callIds = new ConcurrentHashMap<>();

    /** Follows the directory; {@code changes} hears whose calls changed, and the Call-ID. */
    UserCalls(CallDirectory directory, UserNames names, BiConsumer<String, String> changes) {
        this.directory = directory;
        this.names = names;
        this.changes = changes;
        directory.listen(this::changed);
    }

    /** Users are told from one another in another way: who has which call is found out again. */
    void indexAgain() {
        callIds.clear();
        directory.forEach(call -> changed(null, call));
    }

    private void changed(Call before, Call after) {
        Set<String> then = users(before);
        Set<String> now = users(after);
        String id = before != null ? before.callId() : after.callId();
        then.stream()
                .filter(u -> !now.contains(u))
                .forEach(u -> callIds.computeIfPresent(u, (k, ids) -> {
                    ids.remove(id);
                    return ids.isEmpty() ? null : ids;
                }));
        now.forEach(u -> callIds.compute(u, (k, ids) -> {
            Set<String> all = ids == null ? ConcurrentHashMap.newKeySet() : ids;
            all.add(id);
            return all;
        }));
        Set<String> all = new HashSet<>(then);
        all.addAll(now);
        all.forEach(user -> changes.accept(user, id));
    }

    private Set<String> users(Call callOrNull) {
        Set<String> users = new HashSet<>();
        if (callOrNull != null) {
            users.add(names.entity(callOrNull.from()));
            callOrNull.legs().callees().forEach(leg -> users.add(names.entity(leg.user())));
        }
        return users;
    }

    /** The dialogs of a user's devices. */
    List<LampCall> of(String entity) {
        List<LampCall> list = new ArrayList<>();
        for (String id : callIds.getOrDefault(entity, Set.of())) {
            Call call = directory.find(id);
            if (call != null && (call.state() != CallState.LOST || call.isUp())) {
                add(call, entity, list);
            }
        }
        return list;
    }

    private void add(Call call, String entity, List<LampCall> list) {
        CallLegs legs = call.legs();
        if (names.entity(call.from()).equals(entity)) {
            String other = legs.callees().isEmpty() ? "" : legs.callees().get(0).tag();
            list.add(new LampCall(
                    new DialogElement(
                            id(call, "o"),
                            new CallIds(call.callId(), legs.fromTag(), other),
                            Direction.INITIATOR,
                            calling(call),
                            "",
                            Party.NONE,
                            party(call.to(), legs.toName())),
                    "",
                    call.isUp() && (legs.held() & CallLegs.BY_CALLER) != 0,
                    call.isUp() ? call.answeredMillis() : call.startedMillis()));
        }
        for (CallLeg leg : legs.callees()) {
            if (names.entity(leg.user()).equals(entity)) {
                list.add(called(call, leg));
            }
        }
    }

    private static LampCall called(Call call, CallLeg leg) {
        CallLegs legs = call.legs();
        boolean up = leg.answered();
        return new LampCall(
                new DialogElement(
                        id(call, "t" + leg.branch()),
                        new CallIds(call.callId(), leg.tag(), legs.fromTag()),
                        Direction.RECIPIENT,
                        up ? DialogState.CONFIRMED : DialogState.EARLY,
                        "",
                        Party.NONE,
                        party(call.from(), legs.fromName())),
                Integer.toString(leg.branch()),
                up && (legs.held() & CallLegs.BY_CALLEE) != 0,
                leg.sinceMillis());
    }

    private static DialogState calling(Call call) {
        if (call.isUp()) {
            return DialogState.CONFIRMED;
        }
        return call.state() == CallState.RINGING ? DialogState.EARLY : DialogState.TRYING;
    }

    private static String id(Call call, String role) {
        return role + '-' + Integer.toHexString(call.callId().hashCode());
    }

    private static Party party(String uri, String name) {
        String text = Octets.toUnicode(uri);
        return new Party(text, Octets.toUnicode(name), text, null);
    }
}
