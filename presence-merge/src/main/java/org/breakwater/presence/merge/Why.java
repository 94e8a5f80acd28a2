package org.breakwater.presence.merge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;

/** A decision for people: what {@code breakwater presence USER --why} prints. */
public final class Why {

    private Why() {}

    /** Lines without line breaks: the state, the rule with the publication that won, and each that did not with the reason. */
    public static List<String> lines(Merged merged) {
        List<String> lines = new ArrayList<>();
        Decision decision = merged.decision();
        lines.add(merged.presence().entity() + ": " + words(merged.presence()));
        String won = decision.winner() == null ? "" : ": " + line(decision.winner());
        lines.add("because " + decision.rule().sentence() + won);
        for (Decision.Loss loss : decision.losses()) {
            lines.add("not " + line(loss.publication()) + ": " + loss.reason().words());
        }
        return lines;
    }

    private static String line(Publication p) {
        return p.source().text() + " " + plain(p.id()) + " (" + words(p.presence()) + ") since "
                + moment(p.changedMillis()) + " until " + moment(p.expiresAtMillis());
    }

    private static String moment(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In short: {@code open, lunch "Out to lunch"}. */
    public static String words(Presence presence) {
        List<String> words = new ArrayList<>();
        words.add(presence.isClosed() ? "closed" : "open");
        for (Person person : presence.persons()) {
            if (person.activities() != null) {
                person.activities().kinds().stream().map(Activity::element).forEach(words::add);
            }
        }
        String notes = presence.persons().stream()
                .flatMap(person -> person.notes().stream())
                .map(Note::text)
                .distinct()
                .map(text -> " \"" + plain(text) + "\"")
                .collect(Collectors.joining());
        return words.stream().distinct().collect(Collectors.joining(", ")) + notes;
    }

    private static String plain(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= 80 ? oneLine : oneLine.substring(0, 80) + "…";
    }
}
