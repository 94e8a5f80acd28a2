package org.breakwater.script.module.pv.transform;

import java.util.Base64;
import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.UriEscapes;

/** {@code {s.escape.…} {s.encode.…} {s.urlencode.…}} and their opposites. */
final class Codings {

    private static final String HEX = "0123456789abcdef";
    private static final String USER_PLAIN = "-_.!~*'()&=+$,;?/";
    private static final String PARAM_PLAIN = "-_.!~*'()[]/:&+$";
    private static final String URL_PLAIN = "-_.~";

    private Codings() {}

    static Step bind(String name) {
        Transformations.TextStep step = escaping(name);
        step = step == null ? encoding(name) : step;
        return step == null ? null : Transformations.text(step);
    }

    private static Transformations.TextStep escaping(String name) {
        return switch (name) {
            case "escape.common" -> Codings::escapeCommon;
            case "unescape.common" -> Codings::unescapeCommon;
            case "escape.user" -> s -> percent(s, USER_PLAIN);
            case "escape.param" -> s -> percent(s, PARAM_PLAIN);
            case "unescape.user", "unescape.param" -> UriEscapes::unescape;
            case "escape.csv" -> s -> '"' + s.replace("\"", "\"\"") + '"';
            case "urlencode.param" -> s -> percent(s, URL_PLAIN);
            case "urldecode.param" -> s -> UriEscapes.unescape(s.replace('+', ' '));
            default -> null;
        };
    }

    private static Transformations.TextStep encoding(String name) {
        return switch (name) {
            case "encode.hexa" -> s -> Digests.hex(Octets.bytes(s));
            case "decode.hexa" -> Codings::unhex;
            case "encode.7bit" -> SevenBit::encode;
            case "decode.7bit" -> SevenBit::decode;
            case "encode.base58" -> Base58::encode;
            case "decode.base58" -> Base58::decode;
            case "encode.base64" -> s -> Base64.getEncoder().encodeToString(Octets.bytes(s));
            case "encode.base64t" -> s -> Base64.getEncoder().withoutPadding().encodeToString(Octets.bytes(s));
            case "encode.base64url" -> s -> Base64.getUrlEncoder().encodeToString(Octets.bytes(s));
            case "encode.base64urlt" ->
                s -> Base64.getUrlEncoder().withoutPadding().encodeToString(Octets.bytes(s));
            case "decode.base64", "decode.base64t" -> s -> unbase64(Base64.getDecoder(), s);
            case "decode.base64url", "decode.base64urlt" -> s -> unbase64(Base64.getUrlDecoder(), s);
            default -> null;
        };
    }

    private static String unbase64(Base64.Decoder decoder, String s) {
        try {
            byte[] octets = decoder.decode(s.trim());
            return Octets.text(octets, 0, octets.length);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String unhex(String s) {
        if (s.length() % 2 != 0) {
            return null;
        }
        StringBuilder text = new StringBuilder(s.length() / 2);
        for (int i = 0; i < s.length(); i += 2) {
            int high = Character.digit(s.charAt(i), 16);
            int low = Character.digit(s.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            text.append((char) (high << 4 | low));
        }
        return text.toString();
    }

    private static String escapeCommon(String s) {
        StringBuilder text = new StringBuilder(s.length() + 8);
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\'' || c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == 0) {
                text.append("\\0");
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String unescapeCommon(String s) {
        StringBuilder text = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            char next = i + 1 < s.length() ? s.charAt(i + 1) : 0;
            if (c == '\\' && (next == '\'' || next == '"' || next == '\\' || next == '0')) {
                text.append(next == '0' ? 0 : next);
                i++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String percent(String s, String plain) {
        StringBuilder text = new StringBuilder(s.length() + 16);
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < 128 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.charAt((c >> 4) & 0xf)).append(HEX.charAt(c & 0xf));
            }
        }
        return text.toString();
    }
}
