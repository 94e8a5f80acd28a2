package org.breakwater.script.module.pv;

import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** The message as a whole and its single-valued headers. */
final class MessageVariables {

    private static final ContextKey<Integer> NUMBER = new ContextKey<>("message number");

    /** Kamailio's numbers of methods, as {@code $rmid} gives them. */
    private static final Map<String, Integer> METHOD_IDS = Map.ofEntries(
            Map.entry("INVITE", 1),
            Map.entry("CANCEL", 2),
            Map.entry("ACK", 4),
            Map.entry("BYE", 8),
            Map.entry("INFO", 16),
            Map.entry("REGISTER", 32),
            Map.entry("SUBSCRIBE", 64),
            Map.entry("NOTIFY", 128),
            Map.entry("MESSAGE", 256),
            Map.entry("OPTIONS", 512),
            Map.entry("PRACK", 1024),
            Map.entry("UPDATE", 2048),
            Map.entry("REFER", 4096),
            Map.entry("PUBLISH", 8192));

    private static final int OTHER_METHOD_ID = 32768;

    private MessageVariables() {}

    static List<PvExport> exports(java.util.function.IntSupplier numbers) {
        PvTable t = new PvTable();
        startLine(t);
        headers(t);
        body(t);
        t.add("mi", ctx -> {
            return Value.of((int) ctx.attachments().orNew(NUMBER, numbers::getAsInt));
        });
        t.named("msg", MessageVariables::part);
        t.named("expires", MessageVariables::expires);
        return t.exports();
    }

    private static void startLine(PvTable t) {
        t.text("rm", ctx -> ctx.message().methodName());
        t.number("rmid", ctx -> METHOD_IDS.getOrDefault(ctx.message().methodName(), OTHER_METHOD_ID));
        t.number("mt", ctx -> ctx.message().isRequest() ? 1 : 2);
        t.text("mts", ctx -> ctx.message().isRequest() ? "rq" : "rp");
        t.add(
                "rs",
                ctx -> ctx.message().isRequest()
                        ? Value.NULL
                        : Value.of(ctx.message().status()));
        t.number("rsi", ctx -> ctx.message().status());
        t.text("rr", ctx -> ctx.message().isRequest() ? null : ctx.message().reason());
        t.text("rv", ctx -> "SIP/2.0");
        t.number("ml", ctx -> ctx.message().length());
        for (String name : List.of("err.class", "err.level", "err.info", "err.rcode", "err.rreason")) {
            t.text(name, ctx -> null);
        }
    }

    private static void headers(PvTable t) {
        t.text("ci", ctx -> ctx.message().callId());
        t.text("cs", MessageVariables::cseqNumber);
        t.text("csb", ctx -> ctx.message().header(HeaderName.CSEQ));
        t.text("ct", ctx -> ctx.message().header(HeaderName.CONTACT));
        t.text("ua", ctx -> ctx.message().header(HeaderName.USER_AGENT));
        t.text("cT", ctx -> ctx.message().header(HeaderName.CONTENT_TYPE));
        t.add("cl", ctx -> {
            String length = ctx.message().header(HeaderName.CONTENT_LENGTH);
            return length == null ? Value.NULL : Value.of((int) DeltaSeconds.parse(length, 0));
        });
    }

    private static void body(PvTable t) {
        t.text("rb", ctx -> MessageParts.orNull(ctx.message().body()));
        t.number("bs", ctx -> ctx.message().bodyLength());
        t.text("mb", ctx -> ctx.message().toString());
        t.text("mbu", MessageVariables::written);
    }

    private static String cseqNumber(ScriptContext ctx) {
        try {
            return Long.toString(ctx.message().cseq().number());
        } catch (SipParseException e) {
            return null;
        }
    }

    private static String written(ScriptContext ctx) {
        SipMessage m = ctx.message();
        String startLine = m.isRequest() && ctx.destination().uri() != null
                ? m.methodName() + ' ' + ctx.destination().uri() + " SIP/2.0"
                : null;
        byte[] bytes = MessageWriter.write(m, startLine, "", ctx.edits());
        return Octets.text(bytes, 0, bytes.length);
    }

    private static Pv part(String name) throws FixupException {
        return switch (name) {
            case "len" -> PvTable.number(ctx -> ctx.message().length());
            case "buf" -> ctx -> Value.of(ctx.message().toString());
            case "body" -> ctx -> Value.of(MessageParts.orNull(ctx.message().body()));
            case "hdrs" -> ctx -> range(ctx.message(), MessageWriter.firstHeader(ctx.message()), lastHeader(ctx));
            case "fline" ->
                ctx -> range(ctx.message(), 0, ctx.message().startLine().lastEnd());
            case "fpart" -> ctx -> range(ctx.message(), 0, ctx.message().bodyStart());
            case "lpart" ->
                ctx -> range(
                        ctx.message(),
                        MessageWriter.firstHeader(ctx.message()),
                        ctx.message().length());
            default -> throw new FixupException("$msg(" + name + "): one of len buf body hdrs fline fpart lpart");
        };
    }

    private static int lastHeader(ScriptContext ctx) {
        return MessageWriter.endOfHeaders(ctx.message());
    }

    private static Value range(SipMessage m, int start, int end) {
        return Value.of(Octets.text(m.buffer(), start, end));
    }

    private static Pv expires(String which) throws FixupException {
        if (!which.equals("min") && !which.equals("max")) {
            throw new FixupException("$expires(" + which + "): min or max");
        }
        boolean smallest = which.equals("min");
        return ctx -> {
            long best = -1;
            for (String contact : ctx.message().values(HeaderName.CONTACT)) {
                long seconds = seconds(contact, ctx.message());
                if (seconds >= 0 && (best < 0 || (smallest ? seconds < best : seconds > best))) {
                    best = seconds;
                }
            }
            if (best < 0) {
                best = seconds(ctx.message());
            }
            return best < 0 ? Value.NULL : Value.of((int) best);
        };
    }

    private static long seconds(String contact, SipMessage m) {
        NameAddr a = MessageParts.nameAddr(contact);
        String own = a == null ? null : a.params().get("expires");
        return own == null ? seconds(m) : DeltaSeconds.parse(own, -1);
    }

    private static long seconds(SipMessage m) {
        return DeltaSeconds.parse(m.header(HeaderName.EXPIRES), -1);
    }
}
