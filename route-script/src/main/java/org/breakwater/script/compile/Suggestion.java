package org.breakwater.script.compile;

import java.util.Collection;
import org.breakwater.platform.text.NearestName;

/** "Did you mean": the nearest known word. */
final class Suggestion {

    private Suggestion() {}

    /** Text to put behind an error, empty when nothing is near. */
    static String among(String word, Collection<String> known) {
        return NearestName.of(word, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }
}
