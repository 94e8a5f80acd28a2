package org.breakwater.presence.xmpp.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.Published;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.breakwater.presence.xmpp.stanza.StanzaReader;
import org.breakwater.presence.xmpp.stanza.StreamException;

/** Main servers with gateways on virtual time, an XMPP server that notes what it is sent, and a SIP side set by the test. */
final class Sides implements SipSide {

    final ManualTime time = new ManualTime();
    final Set<String> users = new HashSet<>(Set.of("1001", "1002"));
    final Map<String, Presence> presences = new HashMap<>();
    final List<SipText> texts = new ArrayList<>();
    final List<IntConsumer> answers = new ArrayList<>();
    final Set<Roster.Row> kept = new LinkedHashSet<>();
    final List<String> sent = new ArrayList<>();
    private final InMemorySharedMaps maps = new InMemorySharedMaps();
    final SharedMap<String, String> messages = maps.map(XmppMaps.kind(), "all");
    final PublicationStore store =
            new PublicationStore(maps.map(PublicationMaps.kind(), "all"), time, PublicationPolicy.DEFAULT, () -> "id");
    boolean full;

    private final Roster roster = new Roster() {
        @Override
        public void put(Row row) {
            remove(row);
            kept.add(row);
        }

        @Override
        public void remove(Row row) {
            kept.removeIf(r -> r.direction() == row.direction()
                    && r.user().equals(row.user())
                    && r.contact().equals(row.contact()));
        }
    };

    /** A main server's gateway. */
    Gateway main(String self) {
        return new Gateway(
                new Gateway.Settings("sip.test", "pbx", self),
                new Gateway.Sides(this, text -> !full && sent.add(text), roster),
                store,
                messages,
                new Gateway.Ground(task -> time.schedule(0, task), time, time, new Metrics()));
    }

    /** One that leads and is connected. */
    Gateway connected() {
        Gateway gateway = main("one");
        gateway.begin(List.of());
        gateway.linkOpened();
        return gateway;
    }

    static Stanza stanza(String text) {
        try {
            return StanzaReader.stanza(StanzaReader.element(text)).orElseThrow();
        } catch (StreamException e) {
            throw new AssertionError(e);
        }
    }

    /** What was sent since the last time, after everything that is due now. */
    List<String> sent() {
        time.advanceMillis(1);
        List<String> now = List.copyOf(sent);
        sent.clear();
        return now;
    }

    void is(String user, Presence presence) {
        presences.put(entity(user), presence);
    }

    static Presence open() {
        return Presence.of("sip:x", Tuple.of("t", Basic.OPEN));
    }

    /** What is published of an XMPP user, empty without. */
    String published(String contact) {
        List<Published> found = store.find("presence", "sip:" + contact);
        return found.isEmpty() ? "" : found.get(0).body().text();
    }

    @Override
    public boolean isUser(String user) {
        return users.contains(user);
    }

    @Override
    public String entity(String userOrUri) {
        return userOrUri.contains(":") ? userOrUri : "sip:" + userOrUri + "@pbx";
    }

    @Override
    public Presence presence(String user) {
        return presences.getOrDefault(entity(user), Presence.offline(entity(user)));
    }

    @Override
    public void send(SipText text, IntConsumer done) {
        texts.add(text);
        answers.add(done);
    }
}
