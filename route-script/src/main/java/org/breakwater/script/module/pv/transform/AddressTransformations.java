package org.breakwater.script.module.pv.transform;

import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code {nameaddr.…}}: name and URI as they stand; {@code {tobody.…}}: parts of a From or To value. */
final class AddressTransformations {

    private AddressTransformations() {}

    static Step nameAddr(PvSpec.Transformation t) {
        return switch (t.name()) {
            case "name" -> Transformations.text(s -> open(s) < 0 ? "" : s.substring(0, open(s)));
            case "uri" -> Transformations.text(AddressTransformations::bracketed);
            case "len" ->
                (ctx, v) -> {
                    String s = v.toText();
                    int close = open(s) < 0 ? -1 : s.indexOf('>', open(s));
                    return Value.of(close < 0 ? s.length() : close + 1);
                };
            default -> null;
        };
    }

    private static String bracketed(String s) {
        int open = open(s);
        if (open < 0) {
            return s;
        }
        int close = s.indexOf('>', open);
        return close < 0 ? null : s.substring(open + 1, close);
    }

    /** Where the angle bracket opens that is not part of a quoted name; -1 if none does. */
    private static int open(String s) {
        boolean quoted = false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    static Step toBody(PvSpec.Transformation t) {
        Part part = switch (t.name()) {
            case "uri" -> NameAddr::uriText;
            case "tag" -> NameAddr::tag;
            case "display" -> NameAddr::displayName;
            case "user" -> a -> uri(a) == null ? null : uri(a).user();
            case "host" -> a -> uri(a) == null ? null : uri(a).host();
            case "params" ->
                a -> {
                    String text = a.params().text();
                    return text.startsWith(";") ? text.substring(1) : text;
                };
            default -> null;
        };
        return part == null ? null : (ctx, v) -> body(ctx, v, part);
    }

    private static Value body(ScriptContext ctx, Value v, Part part) {
        try {
            String text = part.of(NameAddr.parse(v.toText()));
            return Value.of(text == null ? "" : text);
        } catch (SipParseException e) {
            ctx.log(-1, "invalid address [" + v.toText() + "]: " + e.getMessage() + "\n");
            return Value.NULL;
        }
    }

    private static SipUri uri(NameAddr a) {
        try {
            return a.uri();
        } catch (SipParseException e) {
            return null;
        }
    }

    @FunctionalInterface
    private interface Part {
        String of(NameAddr address);
    }
}
