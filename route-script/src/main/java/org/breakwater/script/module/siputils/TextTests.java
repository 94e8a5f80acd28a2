package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** What kind of text this is: numbers, URIs. */
final class TextTests {

    private static final int EMPTY = -1;
    private static final int OTHER = -2;
    private static final int LONGEST_E164 = 15;

    private TextTests() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(text("is_numeric", s -> all(s, "", false)));
        all.add(text("is_alphanum", s -> all(s, "", true)));
        all.add(text(
                "is_tel_number",
                s -> s.startsWith("+") ? s.length() > 1 && all(s.substring(1), "", false) : all(s, "", false)));
        all.add(text("is_uri", TextTests::isUri));
        all.add(FunctionExport.of(
                "is_alphanumex",
                RouteSets.ANY,
                (a, load) -> {
                    Expression text = a.expression(0);
                    Expression more = a.expression(1);
                    return ctx -> result(text.asText(ctx), all(text.asText(ctx), more.asText(ctx), true));
                },
                STRING,
                STRING));
        all.add(FunctionExport.of(
                "is_e164",
                RouteSets.REQUESTS_FAILURES_LOCAL,
                (a, load) -> {
                    Pv pv = a.pv(0);
                    return ctx -> isE164(pv.asText(ctx)) ? 1 : -1;
                },
                PV));
        all.add(FunctionExport.of(
                "is_uri_user_e164",
                RouteSets.ANY,
                (a, load) -> {
                    Pv pv = a.pv(0);
                    return ctx -> isE164(user(pv.asText(ctx))) ? 1 : -1;
                },
                PV));
        all.add(FunctionExport.of(
                "cmp_hdr_name",
                RouteSets.ANY,
                (a, load) -> {
                    Expression first = a.expression(0);
                    Expression second = a.expression(1);
                    return ctx -> HeaderNames.same(first.asText(ctx), second.asText(ctx)) ? 1 : -1;
                },
                STRING,
                STRING));
        return all;
    }

    private static FunctionExport text(String name, Test test) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression text = a.expression(0);
                    boolean uri = name.equals("is_uri");
                    return ctx -> {
                        String s = text.asText(ctx);
                        return uri ? (test.holds(s) ? 1 : -1) : result(s, test.holds(s));
                    };
                },
                STRING);
    }

    private static int result(String text, boolean holds) {
        return text.isEmpty() ? EMPTY : holds ? 1 : OTHER;
    }

    private static boolean all(String s, String more, boolean letters) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!(c >= '0' && c <= '9') && !(letters && letter) && more.indexOf(c) < 0) {
                return false;
            }
        }
        return !s.isEmpty();
    }

    /** A plus and 2 to 15 digits. */
    static boolean isE164(String s) {
        return s != null
                && s.length() > 2
                && s.length() <= LONGEST_E164 + 1
                && s.charAt(0) == '+'
                && all(s.substring(1), "", false);
    }

    private static boolean isUri(String s) {
        try {
            SipUri u = SipUri.parse(s);
            return u.isSip() || u.scheme().equals("tel") || u.scheme().equals("urn");
        } catch (SipParseException e) {
            return false;
        }
    }

    private static String user(String uri) {
        try {
            return SipUri.parse(uri).user();
        } catch (SipParseException e) {
            return null;
        }
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(String text);
    }
}
