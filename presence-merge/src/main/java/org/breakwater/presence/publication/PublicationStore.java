package org.breakwater.presence.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PublishOutcome.Accepted;
import org.breakwater.presence.publication.PublishOutcome.BodyMissing;
import org.breakwater.presence.publication.PublishOutcome.Change;
import org.breakwater.presence.publication.PublishOutcome.ConditionalRequestFailed;
import org.breakwater.presence.publication.PublishOutcome.IntervalTooBrief;

/** The event state compositor's store (RFC 3903 §6): initial, refreshing, modifying and removing PUBLISH. */
public final class PublicationStore {

    private static final Comparator<Published> ENDS_FIRST = Comparator.comparingLong(
                    (Published p) -> p.times().expiresAtMillis())
            .thenComparing(Published::id);

    private final SharedMap<String, Presentity> map;
    private final TimeSource time;
    private volatile PublicationPolicy policy;
    private final Supplier<String> ids;
    private final AtomicLong sequence = new AtomicLong();

    /**
     * @param map of {@link PublicationMaps#kind()}
     * @param ids gives ids that no server gives twice; letters, digits and hyphens
     */
    public PublicationStore(
            SharedMap<String, Presentity> map, TimeSource time, PublicationPolicy policy, Supplier<String> ids) {
        this.map = map;
        this.time = time;
        this.policy = policy;
        this.ids = ids;
    }

    /** How long publications last from now on, and how many there may be. */
    public void use(PublicationPolicy newPolicy) {
        policy = newPolicy;
    }

    /** Does what a PUBLISH wants, or says why not. */
    public PublishOutcome publish(PublishRequest request) {
        int seconds = request.expiresSeconds() < 0 ? policy.defaultSeconds() : request.expiresSeconds();
        if (seconds > 0 && seconds < policy.minSeconds()) {
            return new IntervalTooBrief(policy.minSeconds());
        }
        int granted = Math.min(seconds, policy.maxSeconds());
        if (request.ifMatch().isEmpty()) {
            return request.body() == null ? new BodyMissing() : initial(request, granted);
        }
        return conditional(request, granted);
    }

    private PublishOutcome initial(PublishRequest request, int seconds) {
        Published p = first(ids.get(), request.source(), request.body(), seconds);
        if (seconds == 0) {
            return new Accepted(p.etag(), 0, Change.NOTHING);
        }
        map.compute(key(request), (key, before) -> with(before, p));
        return new Accepted(p.etag(), seconds, Change.INITIAL);
    }

    private PublishOutcome conditional(PublishRequest request, int seconds) {
        PublishOutcome[] outcome = new PublishOutcome[1];
        long now = time.epochMillis();
        long order = sequence.incrementAndGet();
        map.compute(key(request), (key, before) -> {
            Published was = matching(before, request.ifMatch(), now);
            if (was == null) {
                outcome[0] = new ConditionalRequestFailed();
                return before;
            }
            if (seconds == 0) {
                outcome[0] = new Accepted(was.id() + '.' + (was.version() + 1), 0, Change.REMOVED);
                return without(before, was.id());
            }
            Published next = next(was, request.body(), now + seconds * 1000L, now, order);
            Change change = saysTheSame(was, request.body()) ? Change.REFRESHED : Change.MODIFIED;
            outcome[0] = new Accepted(next.etag(), seconds, change);
            return with(before, next);
        });
        return outcome[0];
    }

    /**
     * Publishes what follows from calls, registrations or the control interface under an id of its own; the same id again
     * changes it. A document that says the same is a refresh.
     *
     * @param seconds how long it lasts, 1 or more; a ringing call's no shorter than it may ring
     */
    public void put(String event, String entity, String id, Source source, PublishedBody body, int seconds) {
        long now = time.epochMillis();
        Published first = first(id, source, body, seconds);
        map.compute(PublicationMaps.key(event, entity), (key, before) -> {
            Published was = before == null ? null : before.find(id);
            return with(
                    before,
                    was == null
                            ? first
                            : next(
                                    was,
                                    body,
                                    now + seconds * 1000L,
                                    now,
                                    first.times().sequence()));
        });
    }

    /** Removes what was published with {@link #put}; says whether it was there. */
    public boolean remove(String event, String entity, String id) {
        boolean[] there = new boolean[1];
        map.compute(PublicationMaps.key(event, entity), (key, before) -> {
            there[0] = before != null && before.find(id) != null;
            return there[0] ? without(before, id) : before;
        });
        return there[0];
    }

    /** About whom something is published under that id, by whichever server. Looks at everybody. */
    public List<String> entities(String event, String id) {
        List<String> entities = new ArrayList<>();
        String begin = event + ' ';
        map.forEach((key, presentity) -> {
            if (key.startsWith(begin) && presentity.find(id) != null) {
                entities.add(key.substring(begin.length()));
            }
        });
        return entities;
    }

    /** What is published about somebody and has not run out, by id. */
    public List<Published> find(String event, String entity) {
        Presentity presentity = map.get(PublicationMaps.key(event, entity));
        long now = time.epochMillis();
        return presentity == null
                ? List.of()
                : presentity.publications().stream()
                        .filter(p -> !p.isExpired(now))
                        .toList();
    }

    private static String key(PublishRequest request) {
        return PublicationMaps.key(request.event(), request.entity());
    }

    private Published first(String id, Source source, PublishedBody body, int seconds) {
        long now = time.epochMillis();
        long order = sequence.incrementAndGet();
        return new Published(id, 1, source, body, new Published.Times(now, order, now, now + seconds * 1000L));
    }

    private static Published matching(Presentity before, String etag, long now) {
        int dot = etag.lastIndexOf('.');
        Published p = before == null || dot < 0 ? null : before.find(etag.substring(0, dot));
        return p == null || !p.etag().equals(etag) || p.isExpired(now) ? null : p;
    }

    /** The publication after a PUBLISH about it; without a body, or with one that says the same, nothing but its end moves. */
    private static Published next(Published was, PublishedBody body, long expiresAt, long now, long order) {
        Published.Times t = was.times();
        boolean same = saysTheSame(was, body);
        Published.Times times = same
                ? new Published.Times(t.changedMillis(), t.sequence(), now, expiresAt)
                : new Published.Times(Math.max(now, t.changedMillis()), order, now, expiresAt);
        return new Published(was.id(), was.version() + 1, was.source(), same ? was.body() : body, times);
    }

    private static boolean saysTheSame(Published was, PublishedBody bodyOrNull) {
        return bodyOrNull == null || bodyOrNull.sameness().equals(was.body().sameness());
    }

    private Presentity with(Presentity before, Published p) {
        List<Published> list = new ArrayList<>(before == null ? List.of() : before.publications());
        list.removeIf(other -> other.id().equals(p.id()));
        while (list.size() >= policy.maxPublications()) {
            list.remove(list.stream().min(ENDS_FIRST).orElseThrow());
        }
        list.add(p);
        return new Presentity(list);
    }

    private static Presentity without(Presentity before, String id) {
        List<Published> list = new ArrayList<>(before.publications());
        list.removeIf(p -> p.id().equals(id));
        return list.isEmpty() ? null : new Presentity(list);
    }
}
