package org.breakwater.script.module.pv.transform;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.OptionalInt;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.core.TimeText;
import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code {s.…}}: strings. */
final class StringTransformations {

    private final ZoneId zone;

    StringTransformations(ZoneId zone) {
        this.zone = zone;
    }

    Step bind(PvSpec.Transformation t, Operands o) throws FixupException {
        Step step = plain(t.name());
        if (step == null) {
            step = cutting(t.name(), o);
        }
        return step == null ? formatting(t.name(), o) : step;
    }

    private static Step plain(String name) {
        return switch (name) {
            case "len" -> (ctx, v) -> Value.of(v.toText().length());
            case "int" -> StringTransformations::number;
            case "md5" -> Transformations.text(s -> Digests.hex("MD5", s));
            case "sha256" -> Transformations.text(s -> Digests.hex("SHA-256", s));
            case "sha384" -> Transformations.text(s -> Digests.hex("SHA-384", s));
            case "sha512" -> Transformations.text(s -> Digests.hex("SHA-512", s));
            case "tolower" -> Transformations.text(s -> s.toLowerCase(Locale.ROOT));
            case "toupper" -> Transformations.text(s -> s.toUpperCase(Locale.ROOT));
            case "trim" -> Transformations.text(s -> trim(s, true, true));
            case "ltrim" -> Transformations.text(s -> trim(s, true, false));
            case "rtrim" -> Transformations.text(s -> trim(s, false, true));
            case "rmws" -> Transformations.text(s -> keep(s, c -> !isWhite(c)));
            case "numeric" -> Transformations.text(s -> keep(s, c -> c >= '0' && c <= '9'));
            case "unquote" -> Transformations.text(StringTransformations::unquote);
            case "unbracket" ->
                Transformations.text(s ->
                        s.length() >= 2 && s.startsWith("<") && s.endsWith(">") ? s.substring(1, s.length() - 1) : s);
            default -> Codings.bind(name);
        };
    }

    private static Step cutting(String name, Operands o) throws FixupException {
        switch (name) {
            case "substr":
                return substring(o.firstNumber(), o.secondLength());
            case "select":
                return select(o.firstNumber(), o.separator());
            case "strip", "striptail":
                return strip(o.number(), name.equals("strip"));
            case "stripto":
                return withChar(o.whole(), (s, c) -> s.indexOf(c) < 0 ? "" : s.substring(s.indexOf(c)));
            case "before":
                return withChar(o.whole(), (s, c) -> s.indexOf(c) < 0 ? s : s.substring(0, s.indexOf(c)));
            case "after":
                return withChar(o.whole(), (s, c) -> s.indexOf(c) < 0 ? "" : s.substring(s.indexOf(c) + 1));
            case "rbefore":
                return withChar(o.whole(), (s, c) -> s.lastIndexOf(c) < 0 ? s : s.substring(0, s.lastIndexOf(c)));
            case "rafter":
                return withChar(o.whole(), (s, c) -> s.lastIndexOf(c) < 0 ? "" : s.substring(s.lastIndexOf(c) + 1));
            case "count": {
                Expression wanted = o.whole();
                return (ctx, v) -> Value.of(count(v.toText(), wanted.asText(ctx)));
            }
            case "rm": {
                Expression removed = o.whole();
                return (ctx, v) -> Value.of(replace(v.toText(), removed.asText(ctx), ""));
            }
            case "replace": {
                Expression match = o.first();
                Expression by = o.hasSecond() ? o.second() : ctx -> Value.of("");
                return (ctx, v) -> Value.of(replace(v.toText(), match.asText(ctx), by.asText(ctx)));
            }
            default:
                return null;
        }
    }

    private Step formatting(String name, Operands o) throws FixupException {
        switch (name) {
            case "ftime": {
                Expression format = o.whole();
                return (ctx, v) -> Value.of(TimeText.format(
                        format.asText(ctx),
                        Instant.ofEpochSecond(Integer.toUnsignedLong(v.toInt())).atZone(zone)));
            }
            case "prefixes": {
                Expression limit = o.present() ? o.number() : ctx -> Value.of(Integer.MAX_VALUE);
                return (ctx, v) -> Value.of(prefixes(v.toText(), limit.asInt(ctx)));
            }
            case "corehash": {
                Expression size = o.present() ? o.number() : ctx -> Value.ZERO;
                return (ctx, v) -> Value.of(Digests.coreHash(v.toText(), size.asInt(ctx)));
            }
            case "fmtlines", "fmtlinet": {
                Expression width = o.firstNumber();
                Expression indent = o.secondNumber();
                String filler = name.equals("fmtlines") ? " " : "\t";
                return (ctx, v) ->
                        Value.of(fold(v.toText(), width.asInt(ctx), filler.repeat(Math.max(0, indent.asInt(ctx)))));
            }
            default:
                return null;
        }
    }

    private static Value number(ScriptContext ctx, Value v) {
        if (v.isInt()) {
            return v;
        }
        OptionalInt n = v.toText().startsWith("0x") ? OptionalInt.empty() : Numbers.parse(v.toText());
        return n.isPresent() ? Value.of(n.getAsInt()) : Value.NULL;
    }

    private static Step substring(Expression start, Expression length) {
        return (ctx, v) -> {
            String s = v.toText();
            int at = start.asInt(ctx);
            int from = at < 0 ? s.length() + at : at;
            int n = length.asInt(ctx);
            if (from < 0 || from >= s.length() || n < 0) {
                ctx.log(-1, "substr out of range\n");
                return Value.NULL;
            }
            return Value.of(n == 0 ? s.substring(from) : s.substring(from, Math.min(s.length(), from + n)));
        };
    }

    private static Step select(Expression index, Expression separator) {
        return (ctx, v) -> {
            String cut = separator.asText(ctx);
            String s = v.toText();
            if (cut.isEmpty()) {
                return Value.NULL;
            }
            return Value.of(field(s, cut.charAt(0), index.asInt(ctx)));
        };
    }

    private static String field(String s, char cut, int index) {
        int number = index < 0 ? count(s, String.valueOf(cut)) + 1 + index : index;
        int start = 0;
        for (int i = 0; i < number; i++) {
            int next = s.indexOf(cut, start);
            if (next < 0) {
                return "";
            }
            start = next + 1;
        }
        int end = s.indexOf(cut, start);
        return number < 0 ? "" : s.substring(start, end < 0 ? s.length() : end);
    }

    private static Step strip(Expression count, boolean front) {
        return (ctx, v) -> {
            String s = v.toText();
            int n = Math.max(0, Math.min(s.length(), count.asInt(ctx)));
            return Value.of(front ? s.substring(n) : s.substring(0, s.length() - n));
        };
    }

    private static Step withChar(Expression character, CharStep step) {
        return (ctx, v) -> {
            String c = character.asText(ctx);
            return c.isEmpty() ? Value.NULL : Value.of(step.apply(v.toText(), c.charAt(0)));
        };
    }

    private static int count(String s, String wanted) {
        if (wanted.isEmpty()) {
            return 0;
        }
        int n = 0;
        for (int i = s.indexOf(wanted.charAt(0)); i >= 0; i = s.indexOf(wanted.charAt(0), i + 1)) {
            n++;
        }
        return n;
    }

    private static String replace(String s, String match, String by) {
        return match.isEmpty() ? s : s.replace(match, by);
    }

    private static String prefixes(String s, int limit) {
        int n = Math.min(s.length(), limit < 1 ? s.length() : limit);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= n; i++) {
            text.append(i == 1 ? "" : ",").append(s, 0, i);
        }
        return text.toString();
    }

    private static String fold(String s, int width, String indent) {
        if (width <= 0) {
            return s;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < s.length(); i += width) {
            text.append(i == 0 ? "" : "\r\n" + indent).append(s, i, Math.min(s.length(), i + width));
        }
        return text.toString();
    }

    private static String unquote(String s) {
        boolean quoted = s.length() >= 2
                && (s.charAt(0) == '"' || s.charAt(0) == '\'')
                && s.charAt(s.length() - 1) == s.charAt(0);
        return quoted ? s.substring(1, s.length() - 1) : s;
    }

    private static String trim(String s, boolean front, boolean back) {
        int start = 0;
        int end = s.length();
        while (front && start < end && isWhite(s.charAt(start))) {
            start++;
        }
        while (back && end > start && isWhite(s.charAt(end - 1))) {
            end--;
        }
        return s.substring(start, end);
    }

    private static boolean isWhite(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static String keep(String s, java.util.function.IntPredicate kept) {
        StringBuilder text = new StringBuilder(s.length());
        s.chars().filter(kept).forEach(c -> text.append((char) c));
        return text.toString();
    }

    @FunctionalInterface
    private interface CharStep {
        String apply(String text, char character);
    }
}
