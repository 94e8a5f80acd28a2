package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.ScriptContext;

/** Adding, removing, finding and substituting header fields. */
final class HeaderFunctions {

    private HeaderFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        adding(all);
        removing(all);
        finding(all);
        return all;
    }

    private static void adding(List<FunctionExport> all) {
        all.add(FunctionExport.of(
                "append_to_reply", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> appendToReply(a), STRING));
        for (boolean append : new boolean[] {true, false}) {
            String name = append ? "append_hf" : "insert_hf";
            all.add(FunctionExport.of(name, RouteSets.ANY, (a, load) -> add(a, append), STRING));
            all.add(FunctionExport.of(name, RouteSets.ANY, (a, load) -> add(a, append), STRING, CONSTANT_STRING));
        }
        all.add(FunctionExport.of(
                "append_urihf",
                RouteSets.REQUESTS_FAILURES_BRANCHES,
                (a, load) -> {
                    String prefix = a.constantString(0);
                    String suffix = a.constantString(1);
                    return ctx -> {
                        if (!ctx.message().isRequest()) {
                            return -1;
                        }
                        HeaderEdits.append(ctx, prefix + ctx.message().requestUriText() + suffix);
                        return 1;
                    };
                },
                CONSTANT_STRING,
                CONSTANT_STRING));
    }

    private static Action appendToReply(Arguments a) {
        Expression text = a.expression(0);
        return ctx -> {
            String fields = text.asText(ctx);
            if (fields.isEmpty()) {
                return -1;
            }
            ctx.reply().extraHeaders().append(fields).append(fields.endsWith("\n") ? "" : "\r\n");
            return 1;
        };
    }

    private static Action add(Arguments a, boolean append) {
        Expression text = a.expression(0);
        String beside = a.count() > 1 ? a.constantString(1) : null;
        return ctx -> {
            String field = text.asText(ctx);
            if (field.isEmpty()) {
                return -1;
            }
            int at = beside == null ? -1 : ctx.message().index().first(beside);
            if (at >= 0 && append) {
                HeaderEdits.insertAfter(ctx, at, field);
            } else if (at >= 0) {
                HeaderEdits.insertBefore(ctx, at, field);
            } else if (append) {
                HeaderEdits.append(ctx, field);
            } else {
                HeaderEdits.insertFirst(ctx, field);
            }
            return 1;
        };
    }

    private static void removing(List<FunctionExport> all) {
        all.add(onNames(
                "remove_hf", CONSTANT_STRING, (ctx, n) -> HeaderFields.remove(ctx, HeaderFields.named(ctx, n))));
        all.add(onNames("remove_hf_pv", STRING, (ctx, n) -> HeaderFields.remove(ctx, HeaderFields.named(ctx, n))));
        all.add(FunctionExport.of("remove_hf_idx", RouteSets.ANY, (a, load) -> removeAt(a), STRING, INT));
        all.add(onPattern(
                "remove_hf_re",
                (ctx, p) -> HeaderFields.remove(ctx, HeaderFields.matching(ctx, n -> PosixRegex.find(p, n)))));
        all.add(onComputedPattern(
                "remove_hf_re_pv",
                (ctx, p) -> HeaderFields.remove(ctx, HeaderFields.matching(ctx, n -> PosixRegex.find(p, n)))));
        all.add(FunctionExport.of(
                "remove_hf_exp",
                RouteSets.ANY,
                (a, load) -> {
                    Pattern match = LinePattern.of(a.constantString(0));
                    Pattern skip = LinePattern.of(a.constantString(1));
                    return ctx -> removeExcept(ctx, match, skip);
                },
                CONSTANT_STRING,
                CONSTANT_STRING));
        all.add(FunctionExport.ofTexts("remove_hf_exp_pv", RouteSets.ANY, (ctx, match, skip) -> {
            Pattern m = LinePattern.orNull(match);
            Pattern s = LinePattern.orNull(skip);
            return m == null || s == null ? -1 : removeExcept(ctx, m, s);
        }));
        all.add(FunctionExport.of(
                "remove_hf_match", RouteSets.ANY, HeaderFunctions::removeMatching, STRING, STRING, STRING));
    }

    private static int removeExcept(ScriptContext ctx, Pattern match, Pattern skip) {
        return HeaderFields.remove(
                ctx, HeaderFields.matching(ctx, n -> !PosixRegex.find(skip, n) && PosixRegex.find(match, n)));
    }

    private static Action removeAt(Arguments a) {
        Expression name = a.expression(0);
        Expression index = a.expression(1);
        return ctx -> {
            List<Integer> fields = HeaderFields.named(ctx, name.asText(ctx));
            int n = index.asInt(ctx);
            int at = n < 0 ? fields.size() + n : n;
            if (at < 0 || at >= fields.size()) {
                return -1;
            }
            HeaderEdits.remove(ctx, fields.get(at));
            return 1;
        };
    }

    /** Operators: eq equal, ne not equal, in contains, re matches. */
    private static Action removeMatching(Arguments a, LoadContext load) throws FixupException {
        Expression name = a.expression(0);
        Expression operator = a.expression(1);
        Expression value = a.expression(2);
        if (a.isConstant(1) && !List.of("eq", "ne", "in", "re").contains(a.text(1))) {
            throw new FixupException("remove_hf_match: the operator is eq, ne, in or re, not " + a.text(1));
        }
        return ctx -> {
            String wanted = value.asText(ctx);
            String op = operator.asText(ctx);
            Pattern pattern = op.equals("re") ? LinePattern.orNull(wanted) : null;
            List<Integer> chosen = new ArrayList<>();
            for (int i : HeaderFields.named(ctx, name.asText(ctx))) {
                String body = ctx.message().index().value(i);
                boolean fits = switch (op) {
                    case "eq" -> body.equals(wanted);
                    case "ne" -> !body.equals(wanted);
                    case "in" -> body.contains(wanted);
                    default -> pattern != null && PosixRegex.find(pattern, body);
                };
                if (fits) {
                    chosen.add(i);
                }
            }
            return HeaderFields.remove(ctx, chosen);
        };
    }

    private static void finding(List<FunctionExport> all) {
        all.add(onNames("is_present_hf", CONSTANT_STRING, HeaderFunctions::isPresent));
        all.add(onNames("is_present_hf_pv", STRING, HeaderFunctions::isPresent));
        all.add(onPattern("is_present_hf_re", HeaderFunctions::matches));
        all.add(onComputedPattern("is_present_hf_re_pv", HeaderFunctions::matches));
        all.add(FunctionExport.of(
                "search_hf", RouteSets.ANY, (a, load) -> searchValue(a), STRING, CONSTANT_STRING, CONSTANT_STRING));
        all.add(FunctionExport.of(
                "subst_hf", RouteSets.ANY, HeaderFunctions::substitute, STRING, CONSTANT_STRING, CONSTANT_STRING));
    }

    private static int isPresent(ScriptContext ctx, String name) {
        return ctx.message().index().first(name) >= 0 ? 1 : -1;
    }

    private static int matches(ScriptContext ctx, Pattern pattern) {
        return HeaderFields.matching(ctx, n -> PosixRegex.find(pattern, n)).isEmpty() ? -1 : 1;
    }

    private static Action searchValue(Arguments a) throws FixupException {
        Expression name = a.expression(0);
        Pattern pattern = LinePattern.of(a.constantString(1));
        String which = a.constantString(2);
        return ctx -> {
            for (int i : chosen(HeaderFields.named(ctx, name.asText(ctx)), which)) {
                if (PosixRegex.find(pattern, ctx.message().index().value(i))) {
                    return 1;
                }
            }
            return -1;
        };
    }

    private static Action substitute(Arguments a, LoadContext load) throws FixupException {
        Expression name = a.expression(0);
        Substitution s = Substitution.parse(a.constantString(1), load);
        String which = a.constantString(2);
        return ctx -> {
            int result = -1;
            for (int i : chosen(HeaderFields.named(ctx, name.asText(ctx)), which)) {
                String changed = s.apply(ctx, ctx.message().index().value(i));
                if (changed != null) {
                    HeaderEdits.replaceValue(ctx, i, changed);
                    result = 1;
                }
            }
            return result;
        };
    }

    /** {@code f} the first, {@code l} the last, else all. */
    private static List<Integer> chosen(List<Integer> fields, String which) {
        if (fields.size() < 2 || which.isEmpty() || which.charAt(0) == 'a') {
            return fields;
        }
        int last = fields.size() - 1;
        return which.charAt(0) == 'l' ? fields.subList(last, last + 1) : fields.subList(0, 1);
    }

    private static FunctionExport onNames(
            String function, org.breakwater.script.export.ArgumentKind kind, FunctionExport.OfText step) {
        if (kind != CONSTANT_STRING) {
            return FunctionExport.ofText(function, RouteSets.ANY, step);
        }
        return FunctionExport.of(
                function,
                RouteSets.ANY,
                (a, load) -> {
                    String name = a.constantString(0);
                    return ctx -> step.apply(ctx, name);
                },
                kind);
    }

    private static FunctionExport onPattern(String function, OnPattern step) {
        return FunctionExport.of(
                function,
                RouteSets.ANY,
                (a, load) -> {
                    Pattern pattern = LinePattern.of(a.constantString(0));
                    return ctx -> step.apply(ctx, pattern);
                },
                CONSTANT_STRING);
    }

    private static FunctionExport onComputedPattern(String function, OnPattern step) {
        return FunctionExport.ofText(function, RouteSets.ANY, (ctx, text) -> {
            Pattern pattern = LinePattern.orNull(text);
            return pattern == null ? -1 : step.apply(ctx, pattern);
        });
    }

    @FunctionalInterface
    private interface OnPattern {
        int apply(ScriptContext ctx, Pattern pattern);
    }
}
