package org.breakwater.script.module.textops;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.ScriptContext;

/**
 * {@code /expression/replacement/flags} with any character in place of the slash. In the replacement {@code \1} to
 * {@code \9} stand for groups, variables are replaced. Flags: {@code i} any case, {@code g} every match, {@code s} the
 * text is one line.
 */
final class Substitution {

    /** One match and what goes in its place. */
    record Change(int start, int end, String text) {}

    /** A piece of the replacement. */
    @FunctionalInterface
    private interface Piece {
        String text(ScriptContext ctx, Matcher match);
    }

    private final Pattern pattern;
    private final List<Piece> replacement;
    private final boolean every;

    private Substitution(Pattern pattern, List<Piece> replacement, boolean every) {
        this.pattern = pattern;
        this.replacement = replacement;
        this.every = every;
    }

    static Substitution parse(String text, LoadContext load) throws FixupException {
        if (text.length() < 3) {
            throw new FixupException("\"" + text + "\" is not /expression/replacement/flags");
        }
        char delimiter = text.charAt(0);
        int middle = delimiter(text, 1, delimiter);
        int end = middle < 0 ? -1 : delimiter(text, middle + 1, delimiter);
        if (end < 0) {
            throw new FixupException("\"" + text + "\" needs three '" + delimiter + "'");
        }
        String flags = text.substring(end + 1);
        for (int i = 0; i < flags.length(); i++) {
            if ("igs".indexOf(flags.charAt(i)) < 0) {
                throw new FixupException("\"" + text + "\": unknown flag " + flags.charAt(i));
            }
        }
        Pattern pattern = LinePattern.of(text.substring(1, middle), flags.indexOf('s') < 0, flags.indexOf('i') >= 0);
        List<Piece> pieces = pieces(text.substring(middle + 1, end), delimiter, load);
        return new Substitution(pattern, pieces, flags.indexOf('g') >= 0);
    }

    private static int delimiter(String text, int from, char delimiter) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                return i;
            }
        }
        return -1;
    }

    private static List<Piece> pieces(String text, char delimiter, LoadContext load) throws FixupException {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            if (next >= '0' && next <= '9') {
                flush(plain, pieces, load);
                int group = next - '0';
                pieces.add((ctx, m) -> group <= m.groupCount() && m.group(group) != null ? m.group(group) : "");
            } else {
                plain.append(escaped(next, delimiter));
            }
        }
        flush(plain, pieces, load);
        return pieces;
    }

    private static String escaped(char c, char delimiter) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '\\' -> "\\";
            default -> c == delimiter ? String.valueOf(c) : "\\" + c;
        };
    }

    private static void flush(StringBuilder plain, List<Piece> pieces, LoadContext load) throws FixupException {
        if (plain.length() > 0) {
            String text = plain.toString();
            plain.setLength(0);
            if (text.indexOf('$') < 0) {
                pieces.add((ctx, m) -> text);
            } else {
                Expression format = load.format(text);
                pieces.add((ctx, m) -> format.asText(ctx));
            }
        }
    }

    /** The matches at or after {@code from}: the first, or every one by flag {@code g}; none when it takes too long. */
    List<Change> run(ScriptContext ctx, String text, int from) {
        List<Change> changes = new ArrayList<>(2);
        try {
            Matcher m = pattern.matcher(PosixRegex.bounded(text));
            m.region(from, text.length());
            m.useAnchoringBounds(true);
            while (m.find()) {
                StringBuilder by = new StringBuilder();
                replacement.forEach(piece -> by.append(piece.text(ctx, m)));
                changes.add(new Change(m.start(), m.end(), by.toString()));
                if (!every) {
                    break;
                }
            }
        } catch (EvaluationException | StackOverflowError e) {
            ctx.log(-1, "a regular expression takes too long: " + pattern.pattern() + "\n");
            changes.clear();
        }
        return changes;
    }

    /** The text with its matches replaced, or null when there is none. */
    String apply(ScriptContext ctx, String text) {
        List<Change> changes = run(ctx, text, 0);
        if (changes.isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        for (Change c : changes) {
            out.append(text, at, c.start()).append(c.text());
            at = c.end();
        }
        return out.append(text, at, text.length()).toString();
    }
}
