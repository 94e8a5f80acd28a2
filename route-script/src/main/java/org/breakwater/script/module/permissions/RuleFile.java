package org.breakwater.script.module.permissions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.PosixRegex;

/**
 * Rules of one file, as {@code permissions.allow}: each line is {@code FROM [EXCEPT FROM] : TO [EXCEPT TO]} where a side
 * is a list of quoted regular expressions or {@code ALL}.
 */
record RuleFile(List<Rule> rules) {

    static final RuleFile EMPTY = new RuleFile(List.of());

    /** One line. */
    record Rule(Side from, Side to) {}

    /** What one side accepts; an empty list of {@code accepted} stands for {@code ALL}. */
    record Side(List<Pattern> accepted, List<Pattern> excepted) {
        boolean matches(String uri) {
            return (accepted.isEmpty() || any(accepted, uri)) && !any(excepted, uri);
        }

        private static boolean any(List<Pattern> patterns, String uri) {
            return patterns.stream().anyMatch(p -> PosixRegex.find(p, uri));
        }
    }

    boolean matches(String from, String to) {
        return rules.stream().anyMatch(r -> r.from().matches(from) && r.to().matches(to));
    }

    /** Reads a file; one that does not exist has no rules. */
    static RuleFile read(Path file) throws FixupException {
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            List<Rule> rules = new ArrayList<>();
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                String line = withoutComment(lines.get(i)).trim();
                if (!line.isEmpty()) {
                    rules.add(rule(line, file + ":" + (i + 1)));
                }
            }
            return new RuleFile(List.copyOf(rules));
        } catch (IOException e) {
            throw new FixupException("file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private static Rule rule(String line, String place) throws FixupException {
        int colon = outsideQuotes(line, ':');
        if (colon < 0) {
            throw new FixupException(place + ": a rule is FROM : TO");
        }
        return new Rule(side(line.substring(0, colon), place), side(line.substring(colon + 1), place));
    }

    private static Side side(String text, String place) throws FixupException {
        int except = text.indexOf(" EXCEPT ");
        String accepted = (except < 0 ? text : text.substring(0, except)).trim();
        List<Pattern> excepted = except < 0 ? List.of() : patterns(text.substring(except + 8), place);
        return new Side(accepted.equals("ALL") ? List.of() : patterns(accepted, place), excepted);
    }

    private static List<Pattern> patterns(String text, String place) throws FixupException {
        List<Pattern> patterns = new ArrayList<>();
        String rest = text.trim();
        while (!rest.isEmpty()) {
            int comma = outsideQuotes(rest, ',');
            String one = (comma < 0 ? rest : rest.substring(0, comma)).trim();
            rest = comma < 0 ? "" : rest.substring(comma + 1).trim();
            if (one.length() < 2 || one.charAt(0) != '"' || !one.endsWith("\"")) {
                throw new FixupException(place + ": \"" + one + "\" is neither ALL nor a quoted expression");
            }
            try {
                patterns.add(PosixRegex.compile(one.substring(1, one.length() - 1), true));
            } catch (PatternSyntaxException e) {
                throw new FixupException(place + ": " + one + " is not a regular expression: " + e.getDescription());
            }
        }
        return patterns;
    }

    private static int outsideQuotes(String text, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
