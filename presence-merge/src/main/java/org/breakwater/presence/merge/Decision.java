package org.breakwater.presence.merge;

import java.util.List;

/**
 * Why watchers see what they see.
 *
 * @param rule which rule decided
 * @param winner whose document it is; null when there is none, or when all were put together
 * @param losses what was not taken, the most important first
 */
public record Decision(Rule rule, Publication winner, List<Loss> losses) {

    /** Copies the list. */
    public Decision {
        losses = List.copyOf(losses);
    }

    /** The rules in the order in which they are tried; the last one is for {@code merge} switched off. */
    public enum Rule {
        DIALOG("what follows from a call wins over everything else"),
        PRIMARY("the primary source wins over other publications"),
        NEWEST("the newest publication wins"),
        REGISTRATION("nothing is published, so a registration counts"),
        NOTHING("nothing is left that counts"),
        AGGREGATED("merge is off, so everything is shown");

        private final String sentence;

        Rule(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }
    }

    /** A publication that was not taken. */
    public record Loss(Publication publication, Reason reason) {}

    /** Why a publication was not taken. */
    public enum Reason {
        DIALOG_WINS("a call wins"),
        PRIMARY_WINS("the primary source wins"),
        PUBLISHED_WINS("registrations come last"),
        OLDER("older"),
        ARRIVED_EARLIER("of the same time, arrived earlier"),
        CLOSED("it says closed"),
        EXPIRED("it has expired"),
        SAME_PARTS("a newer one has the same parts"),
        NOT_MIXED("mix_dialog_presence is off");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
