package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.module.core.TimeText;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.Tokens;

/** Tests of the message as a whole, and Date. */
final class MessageFunctions {

    private static final Set<String> PRIVACY = Set.of("user", "header", "session", "none", "critical", "id", "history");

    private MessageFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of(
                "is_method",
                RouteSets.ANY,
                (a, load) -> {
                    Methods methods = Methods.parse(a.constantString(0));
                    return ctx -> methods.contain(ctx.message()) ? 1 : -1;
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of(
                "is_privacy",
                RouteSets.ANY,
                (a, load) -> {
                    String type = a.constantString(0).toLowerCase(Locale.ROOT);
                    if (!PRIVACY.contains(type)) {
                        throw new FixupException("is_privacy: " + type + " is not one of " + PRIVACY);
                    }
                    return ctx -> hasPrivacy(ctx, type) ? 1 : -1;
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of("append_time", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> ctx -> {
            ctx.reply().extraHeaders().append(date(ctx));
            return 1;
        }));
        all.add(FunctionExport.of("append_time_to_request", RouteSets.ANY, (a, load) -> ctx -> {
            int via = ctx.message().index().first(HeaderName.VIA);
            if (via < 0) {
                HeaderEdits.append(ctx, date(ctx));
            } else {
                HeaderEdits.insertAfter(ctx, via, date(ctx));
            }
            return 1;
        }));
        return all;
    }

    /**
     * Methods to look for.
     *
     * @param known those the stack knows; a message may write them in any case, so that a script's checks are not passed
     *     by with small letters
     * @param others every other token
     */
    private record Methods(Set<Method> known, Set<String> others) {

        static Methods parse(String list) throws FixupException {
            Set<Method> known = EnumSet.noneOf(Method.class);
            Set<String> others = new HashSet<>();
            for (String part : list.split("[|,]", -1)) {
                String name = part.trim();
                if (!Tokens.isToken(name, 0, name.length())) {
                    throw new FixupException("is_method: \"" + name + "\" is not a method; write names joined by |");
                }
                Method method = Method.of(name);
                if (method == Method.OTHER) {
                    others.add(name);
                } else {
                    known.add(method);
                }
            }
            return new Methods(known, others);
        }

        boolean contain(SipMessage m) {
            Method method = m.method();
            if (method != Method.OTHER) {
                return known.contains(method);
            }
            String name = m.methodName();
            return name != null && (others.contains(name) || known.contains(Method.of(name.toUpperCase(Locale.ROOT))));
        }
    }

    private static boolean hasPrivacy(ScriptContext ctx, String type) {
        for (int i : HeaderFields.named(ctx, "Privacy")) {
            for (String value : ctx.message().index().value(i).split("[;,]")) {
                if (value.trim().equalsIgnoreCase(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String date(ScriptContext ctx) {
        Instant now = Instant.ofEpochMilli(ctx.execution().time().epochMillis());
        return "Date: " + TimeText.format("%a, %d %b %Y %H:%M:%S GMT", now.atZone(ZoneOffset.UTC)) + "\r\n";
    }
}
