package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.PV;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
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
        all.add(FunctionExport.ofText("is_uri", RouteSets.ANY, (ctx, text) -> isUri(text) ? 1 : -1));
        all.add(FunctionExport.ofTexts(
                "is_alphanumex", RouteSets.ANY, (ctx, text, more) -> result(text, all(text, more, true))));
        all.add(onVariable("is_e164", RouteSets.REQUESTS_FAILURES_LOCAL, TextTests::isE164));
        all.add(onVariable("is_uri_user_e164", RouteSets.ANY, text -> isE164(user(text))));
        all.add(FunctionExport.ofTexts("cmp_hdr_name", RouteSets.ANY, (ctx, a, b) -> HeaderNames.same(a, b) ? 1 : -1));
        return all;
    }

    private static FunctionExport text(String name, Test test) {
        return FunctionExport.ofText(name, RouteSets.ANY, (ctx, text) -> result(text, test.holds(text)));
    }

    private static FunctionExport onVariable(String name, Set<RouteKind> allowedIn, Test test) {
        return FunctionExport.of(
                name,
                allowedIn,
                (a, load) -> {
                    Pv pv = a.pv(0);
                    return ctx -> test.holds(pv.asText(ctx)) ? 1 : -1;
                },
                PV);
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
