package org.breakwater.script.module.sdpops;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.MessageEdits;

/** Functions that take things out of a description. Like header edits they show when the message is written. */
final class Changes {

    private static final int NONE = -1;

    private Changes() {}

    static void export(ModuleExports.Builder table) {
        listed(table, "sdp_remove_codecs_by_id", (ctx, sdp, items, kind) -> byId(ctx, sdp, items, kind, false));
        listed(table, "sdp_keep_codecs_by_id", (ctx, sdp, items, kind) -> byId(ctx, sdp, items, kind, true));
        listed(table, "sdp_remove_codecs_by_name", (ctx, sdp, items, kind) -> byName(ctx, sdp, items, kind, false));
        listed(table, "sdp_keep_codecs_by_name", (ctx, sdp, items, kind) -> byName(ctx, sdp, items, kind, true));
        listed(table, "sdp_remove_line_by_prefix", Changes::removeLines);
        streams(table, "sdp_remove_media", (stream, type) -> stream.kind().equalsIgnoreCase(type));
        streams(
                table,
                "sdp_remove_transport",
                (stream, type) -> stream.transport().equalsIgnoreCase(type));
    }

    private static void listed(ModuleExports.Builder table, String name, Change change) {
        FunctionExport.Binder binder = (a, load) -> {
            Expression text = a.expression(0);
            Expression kind = a.count() > 1 ? a.expression(1) : ctx -> Value.NULL;
            return ctx -> {
                SdpText sdp = SdpText.of(ctx.message());
                return sdp == null ? NONE : change.apply(ctx, sdp, text.asText(ctx), kind.asText(ctx));
            };
        };
        table.function(FunctionExport.of(name, RouteSets.ANY, binder, STRING))
                .function(FunctionExport.of(name, RouteSets.ANY, binder, STRING, STRING));
    }

    private static int byId(ScriptContext ctx, SdpText sdp, String list, String kind, boolean keep) {
        Codecs.keepOrRemove(sdp.streams(kind), Codecs.list(list), false, keep, ctx.edits());
        return 1;
    }

    private static int byName(ScriptContext ctx, SdpText sdp, String list, String kind, boolean keep) {
        Set<String> names = Codecs.list(list);
        if (Codecs.presence(sdp.streams(), names, true) < 0) {
            return NONE;
        }
        Codecs.keepOrRemove(sdp.streams(kind), names, true, keep, ctx.edits());
        return 1;
    }

    private static int removeLines(ScriptContext ctx, SdpText sdp, String prefix, String kind) {
        if (kind.isEmpty()) {
            remove(sdp.session(), prefix, ctx.edits());
        }
        for (Stream stream : sdp.streams(kind)) {
            remove(stream.lines(), prefix, ctx.edits());
        }
        return 1;
    }

    private static void remove(List<SdpText.Line> lines, String prefix, MessageEdits edits) {
        for (SdpText.Line line : lines) {
            if (line.text().startsWith(prefix) && !edits.isDeleted(line.start())) {
                edits.delete(line.start(), line.end());
            }
        }
    }

    private static void streams(ModuleExports.Builder table, String name, BiPredicate<Stream, String> test) {
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression type = a.expression(0);
                    return ctx -> removeStreams(ctx, type.asText(ctx), test);
                },
                STRING));
    }

    private static int removeStreams(ScriptContext ctx, String type, BiPredicate<Stream, String> test) {
        SdpText sdp = SdpText.of(ctx.message());
        int result = NONE;
        for (Stream stream : sdp == null ? List.<Stream>of() : sdp.streams()) {
            if (test.test(stream, type)) {
                stream.remove(ctx.edits());
                result = 1;
            }
        }
        return result;
    }

    @FunctionalInterface
    private interface Change {
        int apply(ScriptContext ctx, SdpText sdp, String text, String kind);
    }
}
