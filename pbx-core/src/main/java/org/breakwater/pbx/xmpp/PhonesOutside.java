package org.breakwater.pbx.xmpp;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.breakwater.pbx.presence.Inside;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.xmpp.config.XmppConfig;
import org.breakwater.presence.xmpp.gateway.Gateway;
import org.breakwater.presence.xmpp.mapping.AddressMapping;
import org.breakwater.presence.xmpp.stanza.Jid;

/** Tells the gateway which phones, at whatever main server, watch users of XMPP. */
final class PhonesOutside {

    private final Inside inside;
    private final XmppConfig config;
    private final Gateway gateway;
    private final Executor loop;

    PhonesOutside(Inside inside, XmppConfig config, Gateway gateway, Executor loop) {
        this.inside = inside;
        this.config = config;
        this.gateway = gateway;
        this.loop = loop;
    }

    /** Follows subscriptions from now on. */
    void follow() {
        inside.subscriptions().listen((key, before, after) -> {
            boolean was = before != null && contact(before).isPresent();
            if (after != null && !was) {
                contact(after).ifPresent(contact -> loop.execute(() -> watched(key, after, contact)));
            } else if (after == null && was) {
                loop.execute(() -> gateway.unwatched(key));
            }
        });
    }

    /** Those there are now; on the gateway's loop. */
    void all() {
        inside.subscriptions().forEach((key, s) -> contact(s).ifPresent(contact -> watched(key, s, contact)));
    }

    private void watched(String key, Subscription s, Jid contact) {
        user(s.phone().user()).ifPresent(user -> gateway.watched(key, user, contact));
    }

    private Optional<Jid> contact(Subscription s) {
        return s.topic().event().equals("presence")
                ? AddressMapping.toXmpp(s.topic().entity()).filter(jid -> config.serves(jid.domain()))
                : Optional.empty();
    }

    /** The name of a user of ours. */
    Optional<String> user(String uri) {
        String shown = inside.shown().apply(inside.entity().apply(uri));
        String suffix = '@' + config.sipDomain();
        String name = shown.endsWith(suffix) ? shown.substring(0, shown.length() - suffix.length()) : shown;
        return name.isEmpty() || name.indexOf('@') >= 0 ? Optional.empty() : Optional.of(name);
    }
}
