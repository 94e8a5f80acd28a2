package org.breakwater.script.module.core;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.proxy.LeavingFields;

/**
 * Header fields that modules add to a request and that name the socket it leaves by: Record-Route, Path. They follow
 * the message into its branches; each branch may change them for itself.
 */
public final class OutgoingFields implements LeavingFields {

    private static final ContextKey<OutgoingFields> KEY = new ContextKey<>("fields naming the outgoing socket");

    private final List<Entry> entries;

    private OutgoingFields(List<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(Object owner, LeavingFields fields) {}

    /** What the request of a context will carry. */
    public static LeavingFields of(ScriptContext ctx) {
        OutgoingFields present = ctx.attachments().get(KEY);
        return present == null ? NONE : present;
    }

    /** Sets the fields of a module, in place of those it set before; null takes them away. */
    public static void put(ScriptContext ctx, Object owner, LeavingFields fields) {
        OutgoingFields present = ctx.attachments().get(KEY);
        List<Entry> changed = new ArrayList<>(present == null ? List.of() : present.entries);
        changed.removeIf(e -> e.owner() == owner);
        if (fields != null) {
            changed.add(0, new Entry(owner, fields));
        }
        ctx.attachments().put(KEY, changed.isEmpty() ? null : new OutgoingFields(changed));
    }

    @Override
    public String write(ListenPoint from, TransportProtocol protocol) {
        StringBuilder text = new StringBuilder();
        for (Entry e : entries) {
            text.append(e.fields().write(from, protocol));
        }
        return text.toString();
    }
}
