package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;

/** Bodies as a whole: their type, giving the message or its reply another one, media on hold. */
final class BodyFunctions {

    private BodyFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of(
                "has_body", RouteSets.ANY, (a, load) -> ctx -> ctx.message().bodyLength() > 0 ? 1 : -1));
        all.add(FunctionExport.of(
                "has_body",
                RouteSets.ANY,
                (a, load) -> {
                    String type = mimeType(a.constantString(0));
                    return ctx -> hasBody(ctx, type);
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of("set_body", RouteSets.REQUESTS_TO_REPLIES, (a, load) -> setBody(a), STRING, STRING));
        all.add(FunctionExport.of(
                "set_reply_body", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> setReplyBody(a), STRING, STRING));
        all.add(FunctionExport.of(
                "filter_body",
                RouteSets.ANY,
                (a, load) -> {
                    String type = mimeType(a.constantString(0));
                    return ctx -> filter(ctx, type);
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of("is_audio_on_hold", RouteSets.ANY, (a, load) -> ctx -> isAudioOnHold(ctx) ? 1 : -1));
        return all;
    }

    private static String mimeType(String text) throws FixupException {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash + 1 == text.length()) {
            throw new FixupException("\"" + text + "\" is not a content type; write type/subtype");
        }
        return text.trim();
    }

    private static int hasBody(ScriptContext ctx, String type) {
        if (ctx.message().bodyLength() == 0) {
            return -1;
        }
        String own = ctx.message().header(HeaderName.CONTENT_TYPE);
        return bare(own == null ? "application/sdp" : own).equalsIgnoreCase(type) ? 1 : -1;
    }

    /** A content type without its parameters. */
    static String bare(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    }

    private static Action setBody(Arguments a) {
        Expression body = a.expression(0);
        Expression type = a.expression(1);
        return ctx -> {
            String newBody = body.asText(ctx);
            if (newBody.isEmpty() || type.asText(ctx).isEmpty()) {
                ctx.log(-1, "set_body: body and type must not be empty\n");
                return -1;
            }
            replace(ctx, newBody, type.asText(ctx));
            return 1;
        };
    }

    /** Gives the message another body and content type. */
    static void replace(ScriptContext ctx, String body, String type) {
        HeaderIndex index = ctx.message().index();
        int field = index.first(HeaderName.CONTENT_TYPE);
        if (field < 0 || !index.value(field).equals(type)) {
            if (field >= 0) {
                HeaderEdits.remove(ctx, field);
            }
            HeaderEdits.append(ctx, "Content-Type: " + type);
        }
        HeaderEdits.replaceBody(ctx, body);
    }

    private static Action setReplyBody(Arguments a) {
        Expression body = a.expression(0);
        Expression type = a.expression(1);
        return ctx -> {
            String text = body.asText(ctx);
            if (text.isEmpty() || type.asText(ctx).isEmpty()) {
                return -1;
            }
            ctx.reply().setBody(text, type.asText(ctx));
            return 1;
        };
    }

    /** Leaves only the part of this type of a multipart body. */
    private static int filter(ScriptContext ctx, String type) {
        if (ctx.message().bodyLength() == 0) {
            return -1;
        }
        String own = ctx.message().header(HeaderName.CONTENT_TYPE);
        if (own != null && bare(own).equalsIgnoreCase(type)) {
            return 1;
        }
        Multipart parts = Multipart.of(ctx.message());
        Multipart.Part part = parts == null ? null : parts.find(type);
        if (part == null) {
            return -1;
        }
        replace(ctx, part.body(), part.header("Content-Type"));
        return 1;
    }

    /** RFC 3264 §8.4: an audio stream that is sent only, inactive, or to nowhere. */
    private static boolean isAudioOnHold(ScriptContext ctx) {
        boolean audio = false;
        boolean held = false;
        boolean nowhere = false;
        boolean inMedia = false;
        for (String raw : ctx.message().body().split("\n")) {
            String line = raw.trim();
            if (line.startsWith("m=")) {
                inMedia = true;
                audio = line.startsWith("m=audio");
            } else if (line.startsWith("c=") && (audio || !inMedia)) {
                nowhere = line.endsWith(" 0.0.0.0") || line.endsWith(" ::");
            } else if (line.equals("a=sendonly") || line.equals("a=inactive")) {
                held |= audio || !inMedia;
            }
        }
        return inMedia && (held || nowhere);
    }
}
