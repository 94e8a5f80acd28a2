package org.breakwater.script.module.core;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;

/** Queued changes of header fields (Kamailio's lumps): they show when the message is written. */
public final class HeaderEdits {

    private HeaderEdits() {}

    /** Appends a complete field after all others; a missing line break is added. */
    public static void append(ScriptContext ctx, String field) {
        ctx.edits().insert(MessageWriter.endOfHeaders(ctx.message()), terminated(field));
    }

    /** Puts a complete field before all others; a missing line break is added. */
    public static void insertFirst(ScriptContext ctx, String field) {
        ctx.edits().insert(MessageWriter.firstHeader(ctx.message()), terminated(field));
    }

    /** Puts a complete field before the one with this index. */
    public static void insertBefore(ScriptContext ctx, int index, String field) {
        ctx.edits().insert(ctx.message().index().lineStart(index), terminated(field));
    }

    /** Puts a complete field after the one with this index. */
    public static void insertAfter(ScriptContext ctx, int index, String field) {
        ctx.edits().insert(ctx.message().index().lineEnd(index), terminated(field));
    }

    /** Takes a field out unless it is taken out already. */
    public static void remove(ScriptContext ctx, int index) {
        HeaderIndex fields = ctx.message().index();
        if (!ctx.edits().isDeleted(fields.lineStart(index))) {
            ctx.edits().removeHeader(fields, index);
        }
    }

    /** Whether a field is taken out. */
    public static boolean isRemoved(ScriptContext ctx, int index) {
        return ctx.edits().isDeleted(ctx.message().index().lineStart(index));
    }

    /** Takes out every field of a name; returns how many. */
    public static int removeAll(ScriptContext ctx, HeaderName name) {
        HeaderIndex fields = ctx.message().index();
        int removed = 0;
        for (int i = fields.first(name); i >= 0; i = fields.next(name, i + 1)) {
            remove(ctx, i);
            removed++;
        }
        return removed;
    }

    /** Gives a field another value. */
    public static void replaceValue(ScriptContext ctx, int index, String value) {
        HeaderIndex fields = ctx.message().index();
        ctx.edits().replace(fields.valueStart(index), fields.valueEnd(index), value);
    }

    /** Gives the message another body; Content-Length is corrected when it is written. */
    public static void replaceBody(ScriptContext ctx, String body) {
        SipMessage m = ctx.message();
        ctx.edits().replace(m.bodyStart(), m.length(), body);
    }

    private static String terminated(String field) {
        return field.endsWith("\n") ? field : field + "\r\n";
    }
}
