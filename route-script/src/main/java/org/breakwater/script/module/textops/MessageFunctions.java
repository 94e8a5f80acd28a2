package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

/** Tests of the message as a whole, and Date. */
final class MessageFunctions {

    private static final Set<String> METHODS = Set.of(
            "INVITE",
            "CANCEL",
            "ACK",
            "BYE",
            "INFO",
            "REGISTER",
            "SUBSCRIBE",
            "NOTIFY",
            "MESSAGE",
            "OPTIONS",
            "PRACK",
            "UPDATE",
            "REFER",
            "PUBLISH",
            "KDMQ",
            "GET",
            "POST",
            "PUT",
            "DELETE");

    private static final Set<String> PRIVACY = Set.of("user", "header", "session", "none", "critical", "id", "history");

    private MessageFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of(
                "is_method",
                RouteSets.ANY,
                (a, load) -> {
                    Set<String> methods = methods(a.constantString(0));
                    return ctx -> methods.contains(ctx.message().methodName()) ? 1 : -1;
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

    private static Set<String> methods(String list) throws FixupException {
        Set<String> methods = new java.util.HashSet<>();
        for (String name : list.split("[|,]")) {
            String method = name.trim();
            if (!METHODS.contains(method)) {
                throw new FixupException("is_method: \"" + method + "\" is not a method; write names joined by |");
            }
            methods.add(method);
        }
        return methods;
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
