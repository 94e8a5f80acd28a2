package org.breakwater.script.module.permissions;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.platform.directory.TrustedDirectory;
import org.breakwater.platform.directory.TrustedDirectory.TrustedPeer;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.SipParseException;

/** {@code allow_trusted}: peers with patterns for what they may send. */
final class TrustedPeers {

    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final int MOST_PATTERNS = 10_000;

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private volatile TrustedDirectory directory;
    private ToIntBiFunction<ScriptContext, String> found;

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of("allow_trusted", FunctionExport.ANY_ROUTE, (a, l) -> this::source))
                .function(FunctionExport.of(
                        "allow_trusted", FunctionExport.ANY_ROUTE, (a, l) -> given(a), STRING, STRING))
                .function(FunctionExport.of(
                        "allow_trusted", FunctionExport.ANY_ROUTE, (a, l) -> given(a), STRING, STRING, STRING));
    }

    /** The table is there; {@code whenFound} takes the tag of the peer and gives the function's result. */
    void open(TrustedDirectory table, ToIntBiFunction<ScriptContext, String> whenFound) {
        found = whenFound;
        directory = table;
    }

    void refresh() {
        if (directory != null) {
            directory.refresh();
        }
    }

    private int source(ScriptContext ctx) {
        if (ctx.flow() == null) {
            return -1;
        }
        String host = Addresses.text(ctx.flow().remote().getAddress());
        return check(ctx, host, ctx.flow().protocol().token(), null);
    }

    private Action given(Arguments a) {
        Expression host = a.expression(0);
        Expression protocol = a.expression(1);
        Expression from = a.count() > 2 ? a.expression(2) : null;
        return ctx -> check(ctx, host.asText(ctx), protocol.asText(ctx), from == null ? null : from.asText(ctx));
    }

    private int check(ScriptContext ctx, String host, String protocol, String fromUri) {
        if (directory == null) {
            return -1;
        }
        String from = fromUri == null ? fromOf(ctx) : fromUri;
        for (TrustedPeer peer : directory.find(host, protocol)) {
            if (peer.fromPattern().map(p -> matches(p, from)).orElse(true)
                    && peer.requestUriPattern()
                            .map(p -> matches(p, ctx.requestUri()))
                            .orElse(true)) {
                return found.applyAsInt(ctx, peer.tag().orElse(null));
            }
        }
        return -1;
    }

    private static String fromOf(ScriptContext ctx) {
        try {
            return ctx.message().from().uriText();
        } catch (SipParseException e) {
            return "";
        }
    }

    private boolean matches(String expression, String text) {
        if (patterns.size() > MOST_PATTERNS) {
            patterns.clear();
        }
        return text != null && PosixRegex.find(patterns.computeIfAbsent(expression, TrustedPeers::compile), text);
    }

    private static Pattern compile(String expression) {
        try {
            return PosixRegex.compile(expression, true);
        } catch (PatternSyntaxException e) {
            return NOTHING;
        }
    }
}
