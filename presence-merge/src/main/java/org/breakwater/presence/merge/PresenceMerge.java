package org.breakwater.presence.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.merge.Decision.Loss;
import org.breakwater.presence.merge.Decision.Reason;
import org.breakwater.presence.merge.Decision.Rule;

/**
 * One state for a person out of several publications. The first of these that there is wins:
 *
 * <ol>
 *   <li>what follows from a call
 *   <li>the primary source, a calendar for instance
 *   <li>the newest publication
 *   <li>what follows from a registration
 * </ol>
 *
 * Within one of them the newest counts, and of two at the same time the one that arrived later. What has expired or says
 * closed does not take part. When nothing is left, the person is closed. The result does not depend on the order in which
 * publications are given.
 */
public final class PresenceMerge {

    private static final Comparator<Publication> NEWEST_FIRST = Comparator.comparingLong(Publication::changedMillis)
            .thenComparingLong(Publication::sequence)
            .reversed()
            .thenComparing(Publication::id);

    private PresenceMerge() {}

    /**
     * What watchers of {@code entity} see.
     *
     * @param publications each with an id of its own
     * @param nowMillis since 1970
     */
    public static Merged merge(
            String entity, Collection<Publication> publications, MergeSettings settings, long nowMillis) {
        String sip = Entity.sip(entity);
        if (!settings.merge()) {
            return Aggregation.of(sip, publications, settings, nowMillis);
        }
        List<Publication> order = new ArrayList<>(publications);
        order.sort(Comparator.comparing((Publication p) -> rule(p, settings)).thenComparing(NEWEST_FIRST));
        Publication winner = null;
        for (Publication p : order) {
            if (winner == null && !p.isExpired(nowMillis) && !p.presence().isClosed()) {
                winner = p;
            }
        }
        Rule rule = winner == null ? Rule.NOTHING : rule(winner, settings);
        List<Loss> losses = new ArrayList<>();
        for (Publication p : order) {
            if (p != winner) {
                losses.add(new Loss(p, reason(p, winner, settings, nowMillis)));
            }
        }
        Presence presence =
                winner == null ? Presence.offline(sip) : winner.presence().about(sip);
        return new Merged(presence, new Decision(rule, winner, losses));
    }

    private static Rule rule(Publication p, MergeSettings settings) {
        return switch (p.source()) {
            case DIALOG -> Rule.DIALOG;
            case REGISTRATION -> Rule.REGISTRATION;
            default -> p.source() == settings.primarySource() ? Rule.PRIMARY : Rule.NEWEST;
        };
    }

    private static Reason reason(Publication p, Publication winner, MergeSettings settings, long nowMillis) {
        if (p.isExpired(nowMillis)) {
            return Reason.EXPIRED;
        }
        if (p.presence().isClosed()) {
            return Reason.CLOSED;
        }
        Rule rule = rule(winner, settings);
        if (rule == rule(p, settings)) {
            return p.changedMillis() == winner.changedMillis() ? Reason.ARRIVED_EARLIER : Reason.OLDER;
        }
        return switch (rule) {
            case DIALOG -> Reason.DIALOG_WINS;
            case PRIMARY -> Reason.PRIMARY_WINS;
            default -> Reason.PUBLISHED_WINS;
        };
    }

    static List<Publication> newestFirst(Collection<Publication> publications) {
        return publications.stream().sorted(NEWEST_FIRST).toList();
    }
}
