package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deliberate divergences: {@code case aspect reason…} per line of {@code divergences.txt}, where aspect is
 * {@code verdict}, {@code start} or {@code effect}.
 */
final class Divergences {
    private final Map<String, String> reasons;

    private Divergences(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    static Divergences read(Path file) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", 3);
            if (words.length < 3) {
                throw new IOException(file + ": a divergence needs case, aspect and reason: " + line);
            }
            reasons.put(words[0] + " " + words[1], words[2]);
        }
        return new Divergences(reasons);
    }

    /** True when the two engines are meant to differ there. */
    boolean expects(String caseName, String aspect) {
        return reasons.containsKey(caseName + " " + aspect);
    }

    /** Listed {@code case aspect} pairs with their reasons. */
    Map<String, String> reasons() {
        return reasons;
    }
}
