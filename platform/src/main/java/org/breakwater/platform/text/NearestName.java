package org.breakwater.platform.text;

import java.util.Collection;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class NearestName {

    private static final int TWO_LETTERS_SWAPPED = 2;

    private NearestName() {}

    /**
     * The candidate that takes the fewest letters added, left out or changed, the first in order of the alphabet when
     * there are several. Empty when all are too far: more than a third of the candidate's letters, where two changes
     * are always few enough in a word of four letters or more, and one in a shorter one.
     */
    public static Optional<String> of(String written, Collection<String> candidates) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int most = Math.min(fewest, mostChanges(written, candidate));
            if (Math.abs(written.length() - candidate.length()) > most) {
                continue; // cannot be near, and is not worth the table
            }
            int changes = distance(written, candidate);
            boolean nearer = changes < fewest || candidate.compareTo(best) < 0;
            if (changes <= most && nearer) {
                best = candidate;
                fewest = changes;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int mostChanges(String written, String candidate) {
        int always = Math.max(1, Math.min(TWO_LETTERS_SWAPPED, written.length() / 2));
        return Math.max(always, candidate.length() / 3);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
