package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.PV;
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
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** Making multipart bodies, adding, taking out and reading their parts. */
final class MultipartFunctions {

    private static final String DEFAULT_BOUNDARY = "unique-boundary-1";

    private MultipartFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of(
                "set_body_multipart",
                RouteSets.REQUESTS_FAILURES_BRANCHES,
                (a, load) -> ctx -> wrap(ctx, DEFAULT_BOUNDARY)));
        all.add(FunctionExport.of(
                "set_body_multipart", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> setMultipart(a), STRING));
        all.add(FunctionExport.of(
                "set_body_multipart",
                RouteSets.REQUESTS_FAILURES_BRANCHES,
                (a, load) -> setMultipart(a),
                STRING,
                STRING));
        all.add(FunctionExport.of(
                "set_body_multipart",
                RouteSets.REQUESTS_FAILURES_BRANCHES,
                (a, load) -> setMultipart(a),
                STRING,
                STRING,
                STRING));
        for (boolean hex : new boolean[] {false, true}) {
            String name = hex ? "append_body_part_hex" : "append_body_part";
            all.add(FunctionExport.of(
                    name, RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> append(a, hex), STRING, STRING));
            all.add(FunctionExport.of(
                    name, RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> append(a, hex), STRING, STRING, STRING));
        }
        all.add(FunctionExport.of(
                "remove_body_part", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> remove(a), STRING));
        all.add(FunctionExport.of(
                "get_body_part", RouteSets.REQUESTS_TO_REPLIES, (a, load) -> get(a, false), STRING, PV));
        all.add(FunctionExport.of(
                "get_body_part_raw", RouteSets.REQUESTS_TO_REPLIES, (a, load) -> get(a, true), STRING, PV));
        return all;
    }

    /** Without text the present body becomes the first part; with text the body is made anew of it. */
    private static Action setMultipart(Arguments a) {
        Expression text = a.expression(0);
        Expression type = a.count() > 1 ? a.expression(1) : null;
        Expression boundary = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            String mark = boundary == null ? DEFAULT_BOUNDARY : boundary.asText(ctx);
            if (type == null) {
                return wrap(ctx, text.asText(ctx));
            }
            String part = part(mark, "Content-Type: " + type.asText(ctx), text.asText(ctx));
            BodyFunctions.replace(ctx, part + "--" + mark + "--\r\n", "multipart/mixed;boundary=\"" + mark + "\"");
            mimeVersion(ctx);
            return 1;
        };
    }

    private static int wrap(ScriptContext ctx, String boundary) {
        SipMessage m = ctx.message();
        String type = m.header(HeaderName.CONTENT_TYPE);
        if (type == null || m.bodyLength() == 0) {
            ctx.log(-1, "set_body_multipart: the message has no body\n");
            return -1;
        }
        if (Multipart.of(m) != null) {
            return -1;
        }
        String body = part(boundary, "Content-Type: " + type, m.body()) + "--" + boundary + "--\r\n";
        BodyFunctions.replace(ctx, body, "multipart/mixed;boundary=\"" + boundary + "\"");
        mimeVersion(ctx);
        return 1;
    }

    private static void mimeVersion(ScriptContext ctx) {
        if (!ctx.message().has(HeaderName.MIME_VERSION)) {
            HeaderEdits.append(ctx, "Mime-Version: 1.0");
        }
    }

    private static String part(String boundary, String headers, String body) {
        return "--" + boundary + "\r\n" + headers + "\r\n\r\n" + body + "\r\n";
    }

    /** Adds a part behind the others; a body made multipart before in the same script is extended. */
    private static Action append(Arguments a, boolean hex) {
        Expression text = a.expression(0);
        Expression type = a.expression(1);
        Expression disposition = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            String body = hex ? unhex(text.asText(ctx)) : text.asText(ctx);
            if (body == null) {
                return -1;
            }
            String headers = "Content-Type: " + type.asText(ctx)
                    + (disposition == null ? "" : "\r\nContent-Disposition: " + disposition.asText(ctx));
            return append(ctx, headers, body);
        };
    }

    private static int append(ScriptContext ctx, String headers, String body) {
        MessageEdits.Edit made = newBody(ctx);
        if (made != null) {
            int end = made.text().lastIndexOf("\r\n--");
            int stop = end < 0 ? -1 : made.text().indexOf("--\r\n", end + 4);
            if (stop < 0) {
                return -1;
            }
            String boundary = made.text().substring(end + 4, stop);
            String extended =
                    made.text().substring(0, end + 2) + part(boundary, headers, body) + "--" + boundary + "--\r\n";
            ctx.edits().list().remove(made);
            HeaderEdits.replaceBody(ctx, extended);
            return 1;
        }
        Multipart parts = Multipart.of(ctx.message());
        if (parts == null || parts.parts().isEmpty()) {
            ctx.log(-1, "append_body_part: the body is not multipart; call set_body_multipart first\n");
            return -1;
        }
        int end = parts.parts().get(parts.parts().size() - 1).end();
        ctx.edits().insert(end, part(parts.boundary(), headers, body));
        return 1;
    }

    private static MessageEdits.Edit newBody(ScriptContext ctx) {
        SipMessage m = ctx.message();
        for (MessageEdits.Edit e : ctx.edits().list()) {
            if (e.start() == m.bodyStart() && e.end() == m.length() && e.text().startsWith("--")) {
                return e;
            }
        }
        return null;
    }

    private static String unhex(String text) {
        String digits = text.replaceAll("\\s", "");
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return null;
        }
        byte[] octets = java.util.HexFormat.of().parseHex(digits);
        return Octets.text(octets, 0, octets.length);
    }

    private static Action remove(Arguments a) {
        Expression type = a.expression(0);
        return ctx -> {
            Multipart parts = Multipart.of(ctx.message());
            Multipart.Part part = parts == null ? null : parts.find(type.asText(ctx));
            if (part == null) {
                return -1;
            }
            ctx.edits().delete(part.start(), part.end());
            return 1;
        };
    }

    private static Action get(Arguments a, boolean raw) throws FixupException {
        Expression type = a.expression(0);
        Pv target = a.pv(1);
        if (!target.isWritable()) {
            throw new FixupException("the second parameter is a read-only variable");
        }
        return ctx -> {
            Multipart parts = Multipart.of(ctx.message());
            Multipart.Part part = parts == null ? null : parts.find(type.asText(ctx));
            if (part == null) {
                return -1;
            }
            String text = raw ? ctx.message().toString().substring(part.start(), part.end()) : part.body();
            return target.set(ctx, Value.of(text)) ? 1 : -1;
        };
    }
}
