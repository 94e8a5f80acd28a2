package org.breakwater.script.module.textopsx;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Functions over the message as a whole. */
final class MessageFunctions {

    private static final Set<HeaderName> ALWAYS_KEPT = EnumSet.of(
            HeaderName.VIA,
            HeaderName.FROM,
            HeaderName.TO,
            HeaderName.CALL_ID,
            HeaderName.CSEQ,
            HeaderName.CONTENT_LENGTH,
            HeaderName.CONTENT_TYPE,
            HeaderName.MAX_FORWARDS,
            HeaderName.CONTACT,
            HeaderName.ROUTE,
            HeaderName.RECORD_ROUTE);

    private MessageFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of(
                "msg_apply_changes", RouteSets.INCOMING, (a, load) -> MessageFunctions::applyChanges));
        all.add(FunctionExport.of("msg_set_buffer", RouteSets.INCOMING, (a, load) -> setBuffer(a), STRING));
        all.add(FunctionExport.of("change_reply_status", RouteSets.REPLIES, (a, load) -> changeStatus(a), INT, STRING));
        all.add(FunctionExport.of("change_reply_status_code", RouteSets.REPLIES, (a, load) -> changeStatus(a), INT));
        all.add(FunctionExport.of("remove_body", RouteSets.ANY, (a, load) -> MessageFunctions::removeBody));
        all.add(FunctionExport.of("keep_hf", RouteSets.ANY, (a, load) -> ctx -> keep(ctx, null)));
        all.add(FunctionExport.of(
                "keep_hf",
                RouteSets.ANY,
                (a, load) -> {
                    Pattern kept = pattern(a.constantString(0));
                    return ctx -> keep(ctx, kept);
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of("fnmatch", RouteSets.ANY, (a, load) -> fileMatch(a), STRING, STRING));
        all.add(FunctionExport.of("fnmatch", RouteSets.ANY, (a, load) -> fileMatch(a), STRING, STRING, STRING));
        return all;
    }

    private static Pattern pattern(String text) throws FixupException {
        try {
            return PosixRegex.compile(text, true);
        } catch (PatternSyntaxException e) {
            throw new FixupException("\"" + text + "\" is not a regular expression: " + e.getDescription());
        }
    }

    /** Writes the message with its changes and reads it again; the new Request-URI becomes the received one. */
    private static int applyChanges(ScriptContext ctx) {
        SipMessage m = ctx.message();
        String startLine = m.isRequest() && ctx.destination().uri() != null
                ? m.methodName() + ' ' + ctx.destination().uri() + " SIP/2.0"
                : null;
        if (startLine == null && ctx.edits().isEmpty()) {
            return 1;
        }
        try {
            byte[] written = MessageWriter.write(m, startLine, "", ctx.edits());
            ctx.replaceMessage(SipMessage.parse(written, ParseLimits.DEFAULT));
            ctx.destination().setUri(null);
            return 1;
        } catch (SipParseException e) {
            ctx.log(-1, "msg_apply_changes: the changed message is malformed: " + e.getMessage() + "\n");
            return -1;
        }
    }

    private static Action setBuffer(Arguments a) {
        Expression text = a.expression(0);
        return ctx -> {
            try {
                SipMessage made = SipMessage.parse(Octets.bytes(text.asText(ctx)), ParseLimits.DEFAULT);
                if (made.isRequest() != ctx.message().isRequest()) {
                    ctx.log(-1, "msg_set_buffer: a request stays a request, a reply a reply\n");
                    return -1;
                }
                ctx.replaceMessage(made);
                ctx.destination().setUri(null);
                return 1;
            } catch (SipParseException e) {
                ctx.log(-1, "msg_set_buffer: " + e.getMessage() + "\n");
                return -1;
            }
        };
    }

    private static Action changeStatus(Arguments a) {
        Expression status = a.expression(0);
        Expression reason = a.count() > 1 ? a.expression(1) : null;
        return ctx -> changeStatus(ctx, status.asInt(ctx), reason == null ? null : reason.asText(ctx));
    }

    /** Writes another status line at once; changes queued before move along with the octets they belong to. */
    private static int changeStatus(ScriptContext ctx, int status, String reason) {
        SipMessage m = ctx.message();
        boolean sameClass = status / 100 == m.status() / 100;
        if (m.isRequest() || status < 100 || status > 699 || ((status < 300 || m.status() < 300) && !sameClass)) {
            ctx.log(-1, "change_reply_status: " + m.status() + " cannot become " + status + "\n");
            return -1;
        }
        String phrase = (reason == null ? m.reason() : reason).replaceAll("[\r\n]+", " ");
        byte[] written = MessageWriter.write(m, "SIP/2.0 " + status + ' ' + phrase, "", null);
        try {
            SipMessage changed = SipMessage.parse(written, ParseLimits.DEFAULT);
            int shift = MessageWriter.firstHeader(changed) - MessageWriter.firstHeader(m);
            MessageEdits moved = new MessageEdits();
            for (MessageEdits.Edit e : ctx.edits().list()) {
                moved.replace(e.start() + shift, e.end() + shift, e.text());
            }
            ctx.replaceMessage(changed);
            ctx.setEdits(moved);
            return 1;
        } catch (SipParseException e) {
            ctx.log(-1, "change_reply_status: " + e.getMessage() + "\n");
            return -1;
        }
    }

    private static int removeBody(ScriptContext ctx) {
        SipMessage m = ctx.message();
        if (m.bodyLength() > 0) {
            ctx.edits().delete(m.bodyStart(), m.length());
        }
        return 1;
    }

    /** Kamailio's function always returns -1, and so does this one. */
    private static int keep(ScriptContext ctx, Pattern kept) {
        HeaderIndex index = ctx.message().index();
        for (int i = 0; i < index.count(); i++) {
            boolean wanted =
                    ALWAYS_KEPT.contains(index.name(i)) || (kept != null && PosixRegex.find(kept, index.nameText(i)));
            if (!wanted) {
                HeaderEdits.remove(ctx, i);
            }
        }
        return -1;
    }

    private static Action fileMatch(Arguments a) {
        Expression value = a.expression(0);
        Expression pattern = a.expression(1);
        Expression flags = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            boolean anyCase = flags != null
                    && flags.asText(ctx).toLowerCase(java.util.Locale.ROOT).startsWith("i");
            return FilePattern.matches(pattern.asText(ctx), value.asText(ctx), anyCase) ? 1 : -1;
        };
    }
}
