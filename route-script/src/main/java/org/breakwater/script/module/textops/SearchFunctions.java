package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
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
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;

/** Searching, replacing and substituting over the message, its header section or its body. */
final class SearchFunctions {

    private SearchFunctions() {}

    /** A part of the message. */
    private enum Part {
        /** From the first octet of the first line. */
        ALL,
        /** Header section and body. */
        AFTER_FIRST_LINE,
        /** Header section. */
        HEADERS,
        /** Body. */
        BODY;

        int start(SipMessage m) {
            return this == ALL ? 0 : this == BODY ? m.bodyStart() : MessageWriter.firstHeader(m);
        }

        String text(SipMessage m) {
            String all = m.toString();
            return this == HEADERS ? all.substring(0, MessageWriter.endOfHeaders(m)) : all;
        }
    }

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(search("search", Part.ALL));
        all.add(search("search_body", Part.BODY));
        all.add(change("search_append", Part.AFTER_FIRST_LINE, false, true));
        all.add(change("search_append_body", Part.BODY, false, true));
        all.add(change("replace", Part.AFTER_FIRST_LINE, false, false));
        all.add(change("replace_body", Part.BODY, false, false));
        all.add(change("replace_hdrs", Part.HEADERS, false, false));
        all.add(change("replace_all", Part.AFTER_FIRST_LINE, true, false));
        all.add(change("replace_body_all", Part.BODY, true, false));
        all.add(FunctionExport.of(
                "replace_body_atonce",
                RouteSets.ANY,
                (a, load) -> {
                    Pattern pattern = LinePattern.of(a.constantString(0), false, true);
                    String by = a.constantString(1);
                    return ctx -> change(ctx, Part.BODY, pattern, by, true, false);
                },
                CONSTANT_STRING,
                CONSTANT_STRING));
        all.add(replaceText("replace_str", Part.AFTER_FIRST_LINE));
        all.add(replaceText("replace_body_str", Part.BODY));
        all.add(replaceText("replace_hdrs_str", Part.HEADERS));
        all.add(substitute("subst", Part.AFTER_FIRST_LINE));
        all.add(substitute("subst_body", Part.BODY));
        return all;
    }

    private static FunctionExport search(String name, Part part) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Pattern pattern = LinePattern.of(a.constantString(0));
                    return ctx -> {
                        SipMessage m = ctx.message();
                        String text = part.text(m).substring(part.start(m));
                        return PosixRegex.find(pattern, text) ? 1 : -1;
                    };
                },
                CONSTANT_STRING);
    }

    private static FunctionExport change(String name, Part part, boolean every, boolean append) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Pattern pattern = LinePattern.of(a.constantString(0));
                    String by = a.constantString(1);
                    return ctx -> change(ctx, part, pattern, by, every, append);
                },
                CONSTANT_STRING,
                CONSTANT_STRING);
    }

    private static int change(ScriptContext ctx, Part part, Pattern pattern, String by, boolean every, boolean append) {
        SipMessage m = ctx.message();
        String text = part.text(m);
        int found = -1;
        try {
            Matcher matcher = pattern.matcher(PosixRegex.bounded(text));
            matcher.region(part.start(m), text.length());
            while (matcher.find()) {
                found = 1;
                if (append) {
                    ctx.edits().insert(matcher.end(), by);
                } else {
                    ctx.edits().replace(matcher.start(), matcher.end(), by);
                }
                if (!every) {
                    break;
                }
            }
        } catch (EvaluationException | StackOverflowError e) {
            ctx.log(-1, "a regular expression takes too long: " + pattern.pattern() + "\n");
        }
        return found;
    }

    private static FunctionExport replaceText(String name, Part part) {
        return FunctionExport.of(name, RouteSets.ANY, (a, load) -> replaceText(a, part), STRING, STRING, STRING);
    }

    /** Mode: {@code a} every occurrence, else the first; {@code i} any case. */
    private static Action replaceText(Arguments a, Part part) {
        Expression match = a.expression(0);
        Expression by = a.expression(1);
        Expression mode = a.expression(2);
        return ctx -> {
            SipMessage m = ctx.message();
            String flags = mode.asText(ctx);
            boolean anyCase = flags.indexOf('i') >= 0;
            String text = anyCase ? part.text(m).toLowerCase(Locale.ROOT) : part.text(m);
            String wanted = anyCase ? match.asText(ctx).toLowerCase(Locale.ROOT) : match.asText(ctx);
            if (wanted.isEmpty()) {
                return -1;
            }
            int found = -1;
            for (int at = text.indexOf(wanted, part.start(m));
                    at >= 0;
                    at = text.indexOf(wanted, at + wanted.length())) {
                ctx.edits().replace(at, at + wanted.length(), by.asText(ctx));
                found = 1;
                if (flags.indexOf('a') < 0) {
                    break;
                }
            }
            return found;
        };
    }

    private static FunctionExport substitute(String name, Part part) {
        return FunctionExport.of(name, RouteSets.ANY, (a, load) -> substitute(a, load, part), CONSTANT_STRING);
    }

    private static Action substitute(Arguments a, LoadContext load, Part part) throws FixupException {
        Substitution s = Substitution.parse(a.constantString(0), load);
        return ctx -> {
            SipMessage m = ctx.message();
            List<Substitution.Change> changes = s.run(ctx, part.text(m), part.start(m));
            for (Substitution.Change c : changes) {
                ctx.edits().replace(c.start(), c.end(), c.text());
            }
            return changes.isEmpty() ? -1 : 1;
        };
    }
}
