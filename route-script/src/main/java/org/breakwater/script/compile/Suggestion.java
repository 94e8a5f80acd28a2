package org.breakwater.script.compile;

import java.util.Collection;

/** "Did you mean": the nearest known word. */
final class Suggestion {

    private static final int FARTHEST = 3;

    private Suggestion() {}

    /** Text to put behind an error, empty when nothing is near. */
    static String among(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Math.min(FARTHEST, word.length() / 2 + 1);
        for (String candidate : known) {
            int d = distance(word, candidate);
            if (d < bestDistance || (d == bestDistance && best != null && candidate.compareTo(best) < 0)) {
                best = candidate;
                bestDistance = d;
            }
        }
        return best == null ? "" : "; did you mean " + best + "?";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
