package org.breakwater.script.module.sqlops;

import java.util.HashSet;
import java.util.Set;
import org.breakwater.script.export.FixupException;

/** The results a script names, not more than {@code results_maxsize}. */
final class ResultNames {

    private final Set<String> names = new HashSet<>();
    private int limit = 32;

    void setLimit(int newLimit) throws FixupException {
        if (newLimit < 1) {
            throw new FixupException("results_maxsize must be 1 or more");
        }
        limit = newLimit;
    }

    String declare(String text) throws FixupException {
        String name = text.trim();
        if (name.isEmpty()) {
            throw new FixupException("a result needs a name");
        }
        names.add(name);
        if (names.size() > limit) {
            throw new FixupException("more than " + limit + " results are named; raise results_maxsize");
        }
        return name;
    }
}
