package org.breakwater.script.module.sanity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Method;

/** Export table of the sanity module. */
public final class SanityModule implements ScriptModule {

    private static final ContextKey<Problem> FOUND = new ContextKey<>("sanity.problem");
    private static final int MAX_CHECKS = 32767;
    private static final int MAX_URIS = 15;

    private final Signalling signalling;
    private final ModuleExports exports;
    private int defaultChecks = 3047;
    private int defaultUris = 7;
    private Set<String> extensions = Set.of();
    private boolean autodrop = true;
    private boolean noReply;
    private MessageChecks checks = new MessageChecks(Set.of());

    /** Replies through {@code signalling}. */
    public SanityModule(Signalling signalling) {
        this.signalling = signalling;
        ArgumentKind number = ArgumentKind.INT;
        this.exports = ModuleExports.of("sanity")
                .parameter(ParameterExport.integer("default_checks", v -> defaultChecks = v))
                .parameter(ParameterExport.integer("uri_checks", v -> defaultUris = v))
                .parameter(ParameterExport.string("proxy_require", v -> extensions = list(v)))
                .parameter(ParameterExport.integer("autodrop", v -> autodrop = v != 0))
                .parameter(ParameterExport.integer("noreply", v -> noReply = v != 0))
                .function(FunctionExport.onWorker("sanity_check", RouteSets.INCOMING, this::check))
                .function(FunctionExport.onWorker("sanity_check", RouteSets.INCOMING, this::check, number))
                .function(FunctionExport.onWorker("sanity_check", RouteSets.INCOMING, this::check, number, number))
                .function(FunctionExport.onWorker("sanity_reply", RouteSets.INCOMING, (a, load) -> this::replyLater))
                .build();
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(s -> s.trim().toLowerCase(Locale.ROOT))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (!load.isLoaded("sl")) {
            throw new FixupException("module sl must be loaded as well: sanity replies through it");
        }
        checks = new MessageChecks(extensions);
    }

    private Action check(Arguments a, LoadContext load) {
        Expression bits = a.count() > 0 ? a.expression(0) : ctx -> Value.of(defaultChecks);
        Expression uris = a.count() > 1 ? a.expression(1) : ctx -> Value.of(defaultUris);
        return ctx -> check(ctx, bits.asInt(ctx), uris.asInt(ctx));
    }

    private int check(ScriptContext ctx, int bits, int uris) {
        if (bits < 1 || bits > MAX_CHECKS || uris < 1 || uris > MAX_URIS) {
            ctx.log(
                    -1,
                    "sanity_check: " + bits + " and " + uris + " are not within 1 to " + MAX_CHECKS + " and 1 to "
                            + MAX_URIS + "\n");
            return -1;
        }
        Problem problem = checks.problem(ctx, bits, uris);
        if (problem == null) {
            return 1;
        }
        ctx.log(0, "sanity_check: " + problem.reason() + "\n");
        if (noReply) {
            ctx.attachments().put(FOUND, problem);
        } else {
            reply(ctx, problem);
        }
        return autodrop ? 0 : -1;
    }

    private int replyLater(ScriptContext ctx) {
        Problem problem = ctx.attachments().get(FOUND);
        return problem == null || !noReply ? -1 : reply(ctx, problem);
    }

    private int reply(ScriptContext ctx, Problem problem) {
        boolean answerable = ctx.message().isRequest() && ctx.message().method() != Method.ACK;
        if (!answerable || problem.status() == 0) {
            return -1;
        }
        ctx.reply().extraHeaders().append(problem.headers());
        return signalling.reply(ctx, problem.status(), problem.reason());
    }
}
