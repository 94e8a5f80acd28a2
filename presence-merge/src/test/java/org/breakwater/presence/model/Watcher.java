package org.breakwater.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.lamp.PhoneLamp;
import org.breakwater.presence.subscription.Notification;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.xml.DocumentException;

/** A phone with one key for somebody: it believes what it was told last. */
final class Watcher {

    final String event;
    final Citizen whom;
    final String contact;
    Subscription subscription;
    private final Map<String, DialogElement> dialogs = new LinkedHashMap<>();
    private Citizen.Seen seen;
    private long cseq = -1;
    private long version = -1;
    private boolean ended;

    Watcher(String event, Citizen whom, String contact) {
        this.event = event;
        this.whom = whom;
        this.contact = contact;
    }

    /** It asks anew: nothing of before counts. */
    void begins(Subscription fresh) {
        subscription = fresh;
        dialogs.clear();
        seen = null;
        cseq = -1;
        version = -1;
        ended = false;
    }

    boolean isEnded() {
        return ended;
    }

    /** The status it answers with. */
    int take(Notification notify) {
        if (!notify.subscription().key().equals(subscription.key())) {
            return 481;
        }
        assertThat((long) notify.cseq()).as("CSeq never repeats").isNotEqualTo(cseq);
        if (notify.cseq() < cseq) {
            return 500; // RFC 3261 §12.2.2: out of order
        }
        cseq = notify.cseq();
        ended = notify.state().toString().startsWith("terminated");
        try {
            read(notify);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
        return 200;
    }

    private void read(Notification notify) throws DocumentException {
        byte[] body = notify.body().getBytes(StandardCharsets.UTF_8);
        if (event.equals("presence")) {
            seen = seen(PidfReader.read(body));
            return;
        }
        DialogInfo document = DialogInfoReader.read(body);
        assertThat(document.version()).as("versions grow").isGreaterThan(version);
        assertThat(document.full() || document.version() == version + 1)
                .as("no partial state after a gap")
                .isTrue();
        version = document.version();
        PhoneLamp.apply(document, dialogs);
    }

    private static Citizen.Seen seen(Presence presence) {
        boolean open = presence.tuples().stream().anyMatch(t -> t.basic() == Basic.OPEN);
        String note = presence.persons().stream()
                .flatMap(p -> p.notes().stream())
                .map(n -> n.text())
                .findFirst()
                .orElse("");
        return new Citizen.Seen(open, note);
    }

    /** What it shows, to be compared with {@link #ought}. */
    Object shows() {
        if (event.equals("presence")) {
            return seen;
        }
        List<String> states = new ArrayList<>();
        dialogs.values().forEach(d -> states.add(d.state().name()));
        states.sort(Comparator.naturalOrder());
        return states;
    }

    Object ought(long now) {
        return event.equals("presence") ? whom.presence(now) : whom.lamp();
    }
}
