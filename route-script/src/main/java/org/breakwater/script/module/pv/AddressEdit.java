package org.breakwater.script.module.pv;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Params;

/** Rewrites From or To as a whole with another URI or display name; tag and parameters stay. */
final class AddressEdit {

    private AddressEdit() {}

    /** Puts another URI in. */
    static boolean uri(ScriptContext ctx, HeaderName header, String uri) {
        return write(ctx, header, uri, null, false);
    }

    /** Puts another display name in, as written; null takes it away. */
    static boolean display(ScriptContext ctx, HeaderName header, Value name) {
        return write(ctx, header, null, name.isNull() ? null : name.toText(), true);
    }

    private static boolean write(ScriptContext ctx, HeaderName header, String uri, String display, boolean newDisplay) {
        HeaderIndex index = ctx.message().index();
        int i = index.first(header);
        NameAddr a = i < 0 ? null : MessageParts.nameAddr(index.value(i));
        if (a == null) {
            return false;
        }
        NameAddr changed = new NameAddr(
                newDisplay ? display : a.displayName(),
                uri == null ? a.uriText() : uri,
                new Params(a.params().text()));
        ctx.edits().replace(index.valueStart(i), index.valueEnd(i), changed.toString());
        return true;
    }
}
