package org.breakwater.script.module.pv;

import java.util.List;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.RequestUri;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code $fu $fU $fd $fn $ft}, {@code $tu …}: From and To. Writing changes the header when the message is sent. */
final class AddressVariables {

    private AddressVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        side(t, HeaderName.FROM, "f", "from");
        side(t, HeaderName.TO, "t", "to");
        t.writable("fn", ctx -> display(from(ctx)), (ctx, v) -> AddressEdit.display(ctx, HeaderName.FROM, v));
        t.text("tn", ctx -> display(to(ctx)));
        t.text("ft", ctx -> tag(from(ctx)));
        t.text("tt", ctx -> tag(to(ctx)));
        t.number("fUl", ctx -> userLength(from(ctx)));
        t.writable("tUl", ctx -> Integer.toString(userLength(to(ctx))), (ctx, v) -> false);
        return t.exports();
    }

    private static void side(PvTable t, HeaderName header, String letter, String word) {
        for (String name : List.of(letter + "u", word)) {
            t.writable(
                    name,
                    ctx -> {
                        NameAddr a = address(ctx, header);
                        return a == null ? null : a.uriText();
                    },
                    (ctx, v) -> isText(v) && AddressEdit.uri(ctx, header, v.toText()));
        }
        for (String name : List.of(letter + "U", word + ".user")) {
            t.writable(
                    name,
                    ctx -> {
                        SipUri u = MessageParts.uriOf(address(ctx, header));
                        return u == null ? null : MessageParts.orNull(u.user());
                    },
                    (ctx, v) -> !v.isInt() && rewrite(ctx, header, uri -> RequestUri.withUser(uri, v.toText())));
        }
        for (String name : List.of(letter + "d", word + ".domain")) {
            t.writable(
                    name,
                    ctx -> {
                        SipUri u = MessageParts.uriOf(address(ctx, header));
                        return u == null ? null : MessageParts.orNull(u.host());
                    },
                    (ctx, v) -> isText(v) && rewrite(ctx, header, uri -> RequestUri.withHost(uri, v.toText())));
        }
    }

    private static boolean rewrite(ScriptContext ctx, HeaderName header, Change change) {
        NameAddr a = address(ctx, header);
        try {
            return a != null && AddressEdit.uri(ctx, header, change.apply(a.uriText()));
        } catch (SipParseException e) {
            return false;
        }
    }

    private static NameAddr address(ScriptContext ctx, HeaderName header) {
        SipMessage m = ctx.message();
        return header == HeaderName.FROM ? MessageParts.from(m) : MessageParts.to(m);
    }

    private static NameAddr from(ScriptContext ctx) {
        return MessageParts.from(ctx.message());
    }

    private static NameAddr to(ScriptContext ctx) {
        return MessageParts.to(ctx.message());
    }

    private static String display(NameAddr a) {
        return a == null ? null : a.displayName();
    }

    private static String tag(NameAddr a) {
        return a == null ? null : MessageParts.orNull(a.tag());
    }

    private static int userLength(NameAddr a) {
        SipUri u = MessageParts.uriOf(a);
        return u == null || u.user() == null ? 0 : u.user().length();
    }

    private static boolean isText(Value v) {
        return !v.isNull() && !v.isInt();
    }

    @FunctionalInterface
    private interface Change {
        String apply(String uri) throws SipParseException;
    }
}
