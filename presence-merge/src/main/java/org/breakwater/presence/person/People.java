package org.breakwater.presence.person;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.document.mwi.MessageSummary;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.lamp.LampState;
import org.breakwater.presence.merge.DerivedPresence;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.Merged;
import org.breakwater.presence.merge.PresenceMerge;
import org.breakwater.presence.merge.Publication;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.Published;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;

/**
 * Presence, lamp and mailbox of everybody. Merged presence is kept until something about the person changes or runs out,
 * and half a minute at most.
 */
public final class People {

    private static final long LONGEST_KEPT_MILLIS = 30_000;
    private static final int MOST_KEPT = 50_000;
    /** A call has no end one could know; it counts as long as it is there. */
    private static final long CALL_MILLIS = 24L * 3600 * 1000;
    /** Likewise what is posted. */
    private static final long POSTED_MILLIS = CALL_MILLIS;

    private static final Comparator<Published> NEWEST_LAST = Comparator.comparingLong(
                    (Published p) -> p.times().changedMillis())
            .thenComparingLong(p -> p.times().sequence())
            .thenComparing(Published::id);

    private final PublicationStore store;
    private final DerivedSources derived;
    private final TimeSource time;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile MergeSettings settings = MergeSettings.DEFAULT;

    /** Merged presence and until when it holds, in ms since 1970. */
    private record Kept(Merged merged, long untilMillis) {}

    /** Knows what is in {@code store} and what {@code derived} says. */
    public People(PublicationStore store, DerivedSources derived, TimeSource time) {
        this.store = store;
        this.derived = derived;
        this.time = time;
    }

    /** How publications become one state from now on. */
    public void use(MergeSettings newSettings) {
        settings = newSettings;
        changes.incrementAndGet();
        kept.clear();
    }

    /** Something about a person changed. */
    public void changed(String entity) {
        changes.incrementAndGet();
        kept.remove(entity);
    }

    /** Presence of a person, and why. */
    public Merged merged(String entity) {
        long now = time.epochMillis();
        Kept found = kept.get(entity);
        if (found != null && found.untilMillis() > now) {
            return found.merged();
        }
        long before = changes.get();
        Kept made = merge(entity, now);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(entity, made);
        if (changes.get() != before) {
            kept.remove(entity, made); // it may be old already
        }
        return made.merged();
    }

    private Kept merge(String entity, long now) {
        List<Publication> all = new ArrayList<>(PresenceEvent.forMerge(store.find("presence", entity)));
        call(entity, now).ifPresent(all::add);
        for (DerivedSources.Registered r : derived.registered(entity)) {
            // Where the phone is concerns nobody, and the same words for every phone spare watchers a NOTIFY.
            Presence presence = Presence.of(entity, Tuple.of("registration", Basic.OPEN));
            all.add(new Publication(r.id(), Source.REGISTRATION, r.sinceMillis(), 0, r.untilMillis(), presence));
        }
        derived.posted(entity)
                .forEach((poster, lamp) -> lamp.asPresence(entity, poster)
                        .ifPresent(presence -> all.add(new Publication(
                                poster, Source.FEATURE, lamp.sinceMillis(), 0, now + POSTED_MILLIS, presence))));
        long until = now + LONGEST_KEPT_MILLIS;
        for (Publication p : all) {
            until = Math.min(until, p.expiresAtMillis());
        }
        return new Kept(PresenceMerge.merge(entity, all, settings, now), until);
    }

    private Optional<Publication> call(String entity, long now) {
        List<LampCall> shown = Lamp.of(true, calls(entity)).calls();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        LampCall first = shown.get(0);
        return DerivedPresence.ofDialog(entity, first.dialog().state())
                .map(p -> new Publication(
                        first.dialog().id(), Source.DIALOG, first.sinceMillis(), 0, now + CALL_MILLIS, p));
    }

    /** Lamp of a person, out of calls here, of what phones and other servers publish of theirs, and of what is posted. */
    public Lamp lamp(String entity) {
        List<LampCall> calls = calls(entity);
        boolean there = !derived.registered(entity).isEmpty();
        for (Map.Entry<String, PostedLamp> posted : derived.posted(entity).entrySet()) {
            posted.getValue().asCall(posted.getKey()).ifPresent(calls::add);
            there |= posted.getValue().state() != LampState.OFFLINE;
        }
        return Lamp.of(there, calls);
    }

    private List<LampCall> calls(String entity) {
        List<LampCall> calls = new ArrayList<>(derived.calls(entity));
        Set<String> known = new HashSet<>();
        calls.forEach(c -> known.add(c.dialog().ids().callId()));
        for (Published p : store.find("dialog", entity)) {
            for (DialogElement dialog : dialogs(p)) {
                if (dialog.ids().callId().isEmpty()
                        || !known.contains(dialog.ids().callId())) {
                    calls.add(new LampCall(dialog, p.id(), false, p.times().changedMillis()));
                }
            }
        }
        return calls;
    }

    /** Do-not-disturb and forwarding of a person. */
    public List<Feature> features(String entity) {
        return derived.features(entity);
    }

    private static List<DialogElement> dialogs(Published p) {
        try {
            byte[] octets = p.body().text().getBytes(StandardCharsets.UTF_8);
            return DialogInfoReader.read(octets, XmlLimits.OWN).dialogs();
        } catch (DocumentException e) {
            return List.of(); // written by a later version of this program
        }
    }

    /** Mailbox of a person: what was published last, nothing waiting without. */
    public MessageSummary mailbox(String entity) {
        return store.find("message-summary", entity).stream()
                .max(NEWEST_LAST)
                .flatMap(People::summary)
                .orElseGet(() -> MessageSummary.voice("", 0, 0));
    }

    private static Optional<MessageSummary> summary(Published p) {
        try {
            return Optional.of(MessageSummary.read(p.body().text().getBytes(StandardCharsets.UTF_8)));
        } catch (DocumentException e) {
            return Optional.empty();
        }
    }
}
