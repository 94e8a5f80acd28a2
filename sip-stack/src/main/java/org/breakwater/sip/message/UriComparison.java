package org.breakwater.sip.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** When two URIs mean the same (RFC 3261 §19.1.4; for tel URIs RFC 3966 §4). */
final class UriComparison {

    /** Parameters that must be in both URIs or in neither. */
    private static final List<String> TELLING = List.of("transport", "user", "ttl", "method", "maddr");

    private UriComparison() {}

    static boolean equivalent(SipUri a, SipUri b) {
        if (!a.scheme().equals(b.scheme())) {
            return false;
        }
        if (a.isSip()) {
            return a.port() == b.port()
                    && a.host().equalsIgnoreCase(b.host())
                    && same(a.user(), b.user())
                    && same(a.password(), b.password())
                    && sameParams(a.params(), b.params())
                    && headers(a.headers()).equals(headers(b.headers()));
        }
        if (a.scheme().equals("tel")) {
            return digits(a.user()).equals(digits(b.user()))
                    && sorted(a.params()).equals(sorted(b.params()));
        }
        return a.text().equals(b.text());
    }

    private static boolean same(String a, String b) {
        return a == null || b == null
                ? Objects.equals(a, b)
                : UriEscapes.normalise(a).equals(UriEscapes.normalise(b));
    }

    private static boolean sameParams(Params a, Params b) {
        if (a.text().equals(b.text())) {
            return true;
        }
        for (String name : TELLING) {
            if (a.has(name) != b.has(name)) {
                return false;
            }
        }
        boolean[] same = {true};
        a.forEach((name, value) -> {
            String plain = UriEscapes.normalise(name);
            if (same[0] && b.has(plain)) {
                String other = UriEscapes.normalise(Objects.requireNonNullElse(b.get(plain), ""));
                same[0] = other.equalsIgnoreCase(UriEscapes.normalise(Objects.requireNonNullElse(value, "")));
            }
        });
        return same[0];
    }

    private static List<String> headers(String headers) {
        if (headers == null || headers.isEmpty()) {
            return List.of();
        }
        List<String> list = new ArrayList<>();
        int start = 0;
        while (start <= headers.length()) {
            int end = headers.indexOf('&', start);
            end = end < 0 ? headers.length() : end;
            list.add(UriEscapes.normalise(headers.substring(start, end)).toLowerCase(Locale.ROOT));
            start = end + 1;
        }
        Collections.sort(list);
        return list;
    }

    private static List<String> sorted(Params params) {
        List<String> list = new ArrayList<>();
        params.forEach((name, value) -> list.add((name + '=' + value).toLowerCase(Locale.ROOT)));
        Collections.sort(list);
        return list;
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ("-.()".indexOf(c) < 0) {
                digits.append(Character.toLowerCase(c));
            }
        }
        return digits.toString();
    }
}
