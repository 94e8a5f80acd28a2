package org.breakwater.pbx.presence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.presence.document.reg.Registration;
import org.breakwater.presence.person.DerivedSources;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Which phones are registered, at whatever main server. Any thread. */
final class UserRegistrations {

    /** What {@code save("location")} fills, in the shipped script and in the stock one. */
    static final String TABLE = "location";

    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    private final Location location;
    private final UserNames names;

    /**
     * @param map the table as all servers see it; {@code changes} hears who came or went, and the key of the entry
     */
    UserRegistrations(
            Location location,
            SharedMap<String, AorBindings> map,
            UserNames names,
            BiConsumer<String, String> changes) {
        this.location = location;
        this.names = names;
        map.listen((aor, before, after) -> {
            if (!isRefresh(before, after) && !ids(before).equals(ids(after))) {
                changes.accept(names.ofLocationKey(aor), aor);
            }
        });
    }

    /** The ordinary case, told quickly: the same phones again. */
    private static boolean isRefresh(AorBindings before, AorBindings after) {
        if (before == null
                || after == null
                || before.bindings().size() != after.bindings().size()) {
            return false;
        }
        for (int i = 0; i < before.bindings().size(); i++) {
            if (!before.bindings().get(i).ruid().equals(after.bindings().get(i).ruid())) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> ids(AorBindings bindingsOrNull) {
        return bindingsOrNull == null
                ? Set.of()
                : bindingsOrNull.bindings().stream().map(Binding::ruid).collect(Collectors.toCollection(HashSet::new));
    }

    /** The devices of a user. */
    List<DerivedSources.Registered> of(String entity) {
        return location.lookup(names.locationKey(entity)).stream()
                .map(b -> new DerivedSources.Registered(
                        b.ruid(),
                        b.registration().receivedMillis(),
                        b.registration().expiresAt() == Binding.Registration.PERMANENT
                                ? FOR_EVER
                                : b.registration().expiresAt() * 1000))
                .toList();
    }

    /** Where the devices of a user are, by whatever URI. */
    List<Binding> phones(String uri) {
        return location.lookup(names.locationKey(names.entity(uri)));
    }

    /** The devices of a user as the event package {@code reg} shows them; moments are not told. */
    List<Registration.Contact> contacts(String entity) {
        return location.lookup(names.locationKey(entity)).stream()
                .map(b -> new Registration.Contact(
                        b.ruid(), true, Registration.Event.REGISTERED, b.contact(), "", -1, ""))
                .toList();
    }

    /**
     * The connection a user's phone registered over.
     *
     * @param contact its Contact as it subscribed with; a phone that came back from another port is known by its address
     * @return 0 for none here
     */
    long flowOf(String entity, String contact) {
        String host = host(contact);
        long found = 0;
        for (Binding b : location.lookup(names.locationKey(entity))) {
            if (b.contact().equals(contact)) {
                return b.route().flowId();
            }
            if (!host.isEmpty() && host.equals(host(b.contact()))) {
                found = b.route().flowId();
            }
        }
        return found;
    }

    private static String host(String uri) {
        try {
            return SipUri.parse(uri).host();
        } catch (SipParseException e) {
            return "";
        }
    }
}
