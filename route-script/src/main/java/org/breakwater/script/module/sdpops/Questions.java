package org.breakwater.script.module.sdpops;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Locale;
import java.util.function.BiPredicate;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Functions that look at a description and change nothing. */
final class Questions {

    private static final int NONE = -1;
    private static final int NO_BODY = -2;
    private static final int IPV4 = 4;
    private static final int IPV6 = 6;

    private Questions() {}

    static void export(ModuleExports.Builder table) {
        anyStream(table, "sdp_with_media", (s, type) -> s.kind().equalsIgnoreCase(type));
        anyStream(table, "sdp_with_transport", (s, type) -> s.transport().equalsIgnoreCase(type));
        anyStream(
                table,
                "sdp_with_transport_like",
                (s, part) -> s.transport().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
        anyStream(
                table,
                "sdp_with_active_media",
                (s, type) -> s.kind().equalsIgnoreCase(type) && s.hasPort() && !s.has("a=inactive"));
        codecs(table, "sdp_with_codecs_by_id", false, NO_BODY);
        codecs(table, "sdp_with_codecs_by_name", true, NONE);
        simple(table, "sdp_content", (ctx, sdp) -> sdp == null ? NONE : 1);
        table.function(FunctionExport.of(
                "sdp_content", RouteSets.ANY, (a, load) -> ctx -> SdpText.isNamed(ctx.message()) ? 1 : NONE, STRING));
        simple(table, "sdp_with_ice", (ctx, sdp) -> withIce(sdp));
        simple(table, "sdp_get_address_family", (ctx, sdp) -> family(sdp));
        output(table, "sdp_get", Questions::get);
        output(table, "sdp_transport", Questions::transport);
        table.function(FunctionExport.of(
                        "sdp_get_line_startswith",
                        RouteSets.ANY,
                        (a, load) -> line(writable(a, "sdp_get_line_startswith"), a.expression(1)),
                        PV,
                        STRING))
                .function(FunctionExport.of(
                        "sdp_print",
                        RouteSets.ANY,
                        (a, load) -> {
                            Expression level = a.expression(0);
                            return ctx -> print(ctx, level.asInt(ctx));
                        },
                        INT));
    }

    private static void simple(ModuleExports.Builder table, String name, Question question) {
        table.function(FunctionExport.of(
                name, RouteSets.ANY, (a, load) -> ctx -> question.answer(ctx, SdpText.of(ctx.message()))));
    }

    private static void anyStream(ModuleExports.Builder table, String name, BiPredicate<Stream, String> test) {
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression text = a.expression(0);
                    return ctx -> {
                        SdpText sdp = SdpText.of(ctx.message());
                        String wanted = text.asText(ctx);
                        return sdp != null && sdp.streams().stream().anyMatch(s -> test.test(s, wanted)) ? 1 : NONE;
                    };
                },
                STRING));
    }

    private static void codecs(ModuleExports.Builder table, String name, boolean byName, int without) {
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression list = a.expression(0);
                    return ctx -> {
                        SdpText sdp = SdpText.of(ctx.message());
                        return sdp == null
                                ? without
                                : Codecs.presence(sdp.streams(), Codecs.list(list.asText(ctx)), byName);
                    };
                },
                STRING));
    }

    private static int withIce(SdpText sdp) {
        return sdp != null && sdp.lines().stream().anyMatch(l -> l.text().startsWith("a=candidate:")) ? 1 : NONE;
    }

    private static int family(SdpText sdp) {
        if (sdp == null) {
            return NONE;
        }
        for (SdpText.Line line : sdp.lines()) {
            if (line.text().startsWith("c=IN IP4")) {
                return IPV4;
            }
            if (line.text().startsWith("c=IN IP6")) {
                return IPV6;
            }
        }
        return NONE;
    }

    private static Pv writable(Arguments a, String function) throws FixupException {
        Pv target = a.pv(0);
        if (!target.isWritable()) {
            throw new FixupException(function + ": the first parameter must be a variable that can be written");
        }
        return target;
    }

    private static void output(ModuleExports.Builder table, String name, Output output) {
        ArgumentKind target = PV;
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Pv pv = writable(a, name);
                    return ctx -> output.run(ctx, SdpText.of(ctx.message()), pv);
                },
                target));
    }

    private static int missing(ScriptContext ctx) {
        return SdpText.hasBody(ctx.message()) ? NONE : NO_BODY;
    }

    private static int get(ScriptContext ctx, SdpText sdp, Pv target) {
        return sdp == null ? missing(ctx) : target.set(ctx, Value.of(sdp.text())) ? 1 : NONE;
    }

    private static int transport(ScriptContext ctx, SdpText sdp, Pv target) {
        if (sdp == null || sdp.streams().isEmpty()) {
            return NONE;
        }
        String first = sdp.streams().get(0).transport();
        boolean common = sdp.streams().stream().allMatch(s -> s.transport().equalsIgnoreCase(first));
        if (!common) {
            return NO_BODY;
        }
        return target.set(ctx, Value.of(first)) ? 1 : NONE;
    }

    private static Action line(Pv target, Expression prefix) {
        return ctx -> {
            SdpText sdp = SdpText.of(ctx.message());
            if (sdp == null) {
                return missing(ctx);
            }
            String start = prefix.asText(ctx);
            for (SdpText.Line line : sdp.lines()) {
                if (line.text().startsWith(start)) {
                    return target.set(ctx, Value.of(line.text())) ? 1 : NONE;
                }
            }
            return NONE;
        };
    }

    private static int print(ScriptContext ctx, int level) {
        SdpText sdp = SdpText.of(ctx.message());
        if (sdp == null) {
            return SdpText.hasBody(ctx.message()) ? NONE : 1;
        }
        StringBuilder text = new StringBuilder("SDP of " + sdp.streams().size() + " streams\n");
        for (Stream s : sdp.streams()) {
            text.append(s.kind())
                    .append(' ')
                    .append(s.transport())
                    .append(' ')
                    .append(s.formats())
                    .append('\n');
        }
        ctx.log(level, text.toString());
        return 1;
    }

    @FunctionalInterface
    private interface Question {
        int answer(ScriptContext ctx, SdpText sdp);
    }

    @FunctionalInterface
    private interface Output {
        int run(ScriptContext ctx, SdpText sdp, Pv target);
    }
}
