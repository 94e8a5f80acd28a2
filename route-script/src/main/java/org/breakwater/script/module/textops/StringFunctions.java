package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;

/** Functions over strings, with no view of the message. */
final class StringFunctions {

    private static final int TOO_SHORT = -1;
    private static final int DIFFERENT = -2;

    private StringFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(two("cmp_str", (a, b) -> a.equals(b) ? 1 : -1));
        all.add(two("cmp_istr", (a, b) -> a.equalsIgnoreCase(b) ? 1 : -1));
        all.add(two("starts_with", (a, b) -> a.length() < b.length() ? TOO_SHORT : a.startsWith(b) ? 1 : DIFFERENT));
        all.add(two("ends_with", (a, b) -> a.length() < b.length() ? TOO_SHORT : a.endsWith(b) ? 1 : DIFFERENT));
        all.add(two("str_find", (a, b) -> position(a, b)));
        all.add(two("str_ifind", (a, b) -> position(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT))));
        all.add(two("search_str", StringFunctions::search));
        all.add(FunctionExport.of("in_list", RouteSets.ANY, (a, load) -> inList(a, false), STRING, STRING, STRING));
        all.add(FunctionExport.of(
                "in_list_prefix", RouteSets.ANY, (a, load) -> inList(a, true), STRING, STRING, STRING));
        all.add(FunctionExport.of(
                "regex_substring",
                RouteSets.REQUESTS_TO_REPLIES,
                StringFunctions::substring,
                STRING,
                STRING,
                INT,
                INT,
                PV));
        return all;
    }

    private static FunctionExport two(String name, Comparison comparison) {
        return FunctionExport.ofTexts(name, RouteSets.ANY, (ctx, a, b) -> comparison.of(a, b));
    }

    private static int position(String text, String wanted) {
        int at = text.indexOf(wanted);
        return at < 0 || wanted.isEmpty() ? -1 : at + 1;
    }

    private static int search(String text, String expression) {
        Pattern pattern = LinePattern.orNull(expression);
        if (pattern == null || text.isEmpty()) {
            return -2;
        }
        return PosixRegex.find(pattern, text) ? 1 : -1;
    }

    private static Action inList(Arguments a, boolean prefix) throws FixupException {
        Expression subject = a.expression(0);
        Expression list = a.expression(1);
        Expression separator = a.expression(2);
        if (a.isConstant(2) && a.text(2).isEmpty()) {
            throw new FixupException("the separator is empty");
        }
        return ctx -> {
            String wanted = subject.asText(ctx).trim();
            String cut = separator.asText(ctx);
            if (wanted.isEmpty() || cut.isEmpty()) {
                return -1;
            }
            for (String element : list.asText(ctx).split(Pattern.quote(cut.substring(0, 1)))) {
                String e = element.trim();
                if (prefix ? !e.isEmpty() && wanted.startsWith(e) : wanted.equals(e)) {
                    return 1;
                }
            }
            return -1;
        };
    }

    private static Action substring(Arguments a, LoadContext load) throws FixupException {
        Expression input = a.expression(0);
        Expression expression = a.expression(1);
        Expression group = a.expression(2);
        Pv target = a.pv(4);
        if (!target.isWritable()) {
            throw new FixupException("regex_substring: the last parameter is a read-only variable");
        }
        return ctx -> {
            Pattern pattern = LinePattern.orNull(expression.asText(ctx));
            if (pattern == null) {
                return -1;
            }
            try {
                Matcher m = pattern.matcher(PosixRegex.bounded(input.asText(ctx)));
                int n = group.asInt(ctx);
                boolean found = m.find() && n >= 0 && n <= m.groupCount() && m.group(n) != null;
                return found && target.set(ctx, Value.of(m.group(n))) ? 1 : -1;
            } catch (EvaluationException | StackOverflowError e) {
                return -1;
            }
        };
    }

    @FunctionalInterface
    private interface Comparison {
        int of(String first, String second);
    }
}
