package org.breakwater.script.module.core;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Core functions that rewrite the Request-URI. Their arguments are constants; variables in them are not replaced. */
final class UriFunctions {

    private UriFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        for (String name : List.of("rewriteuri", "seturi")) {
            all.add(text(name, (uri, arg) -> arg));
        }
        for (String name : List.of("rewritehost", "sethost", "seth")) {
            all.add(text(name, RequestUri::withHost));
        }
        for (String name : List.of("rewritehostport", "sethostport", "sethp")) {
            all.add(text(name, RequestUri::withHostPort));
        }
        for (String name : List.of("rewritehostporttrans", "sethostporttrans", "sethpt")) {
            all.add(text(name, RequestUri::withHostPortTransport));
        }
        for (String name : List.of("rewriteport", "setport", "setp")) {
            all.add(text(name, RequestUri::withPort));
        }
        for (String name : List.of("rewriteuser", "setuser", "setu")) {
            all.add(text(name, RequestUri::withUser));
        }
        for (String name : List.of("rewriteuserpass", "setuserpass", "setup")) {
            all.add(text(name, RequestUri::withUserAndPassword));
        }
        all.add(text("prefix", RequestUri::prefixed));
        all.add(number("strip", RequestUri::stripped));
        all.add(number("strip_tail", RequestUri::tailStripped));
        all.add(plain("userphone", RequestUri::withUserPhone));
        all.add(FunctionExport.of("revert_uri", RouteSets.ANY, (a, load) -> ctx -> {
            ctx.destination().setUri(null);
            return 1;
        }));
        return all;
    }

    private static FunctionExport text(String name, Rewrite<String> rewrite) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    String argument = a.constantString(0);
                    return ctx -> apply(ctx, name, uri -> rewrite.apply(uri, argument));
                },
                ArgumentKind.CONSTANT_STRING);
    }

    private static FunctionExport number(String name, Rewrite<Integer> rewrite) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    int argument = a.constantInt(0);
                    return ctx -> {
                        warnIfTooShort(ctx, name, argument);
                        return apply(ctx, name, uri -> rewrite.apply(uri, argument));
                    };
                },
                ArgumentKind.CONSTANT_INT);
    }

    private static FunctionExport plain(String name, Change change) {
        return FunctionExport.of(name, RouteSets.ANY, (a, load) -> ctx -> apply(ctx, name, change));
    }

    private static void warnIfTooShort(ScriptContext ctx, String name, int count) {
        try {
            String user = ctx.requestUri() == null
                    ? null
                    : SipUri.parse(ctx.requestUri()).user();
            if (user != null && user.length() < count) {
                ctx.log(0, name + "(" + count + "): user <" + user + "> is shorter; it goes away as a whole\n");
            }
        } catch (SipParseException e) {
            return; // apply() reports it
        }
    }

    private static int apply(ScriptContext ctx, String name, Change change) {
        String uri = ctx.requestUri();
        if (uri == null) {
            ctx.log(-1, name + ": a reply has no Request-URI\n");
            return -1;
        }
        try {
            ctx.destination().setUri(change.apply(uri));
            return 1;
        } catch (SipParseException e) {
            ctx.log(-1, name + ": bad Request-URI <" + uri + ">: " + e.getMessage() + "\n");
            return -1;
        }
    }

    @FunctionalInterface
    private interface Rewrite<T> {
        String apply(String uri, T argument) throws SipParseException;
    }

    @FunctionalInterface
    private interface Change {
        String apply(String uri) throws SipParseException;
    }
}
