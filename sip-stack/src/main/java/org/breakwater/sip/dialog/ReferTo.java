package org.breakwater.sip.dialog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/**
 * Whom a REFER asks to contact (RFC 3515 §2.1), with the Replaces that attended transfer puts into the URI's headers
 * (RFC 5589 §7).
 *
 * @param uri the Request-URI for the new request, without headers and method parameter
 * @param method method of the new request, INVITE unless the URI says otherwise
 * @param replaces the dialog to replace there, or empty
 */
public record ReferTo(String uri, String method, Optional<Replaces> replaces) {

    /**
     * Parses a field value.
     *
     * @throws SipParseException 400 when it is no name-addr with a URI or its Replaces is malformed
     */
    public static ReferTo parse(String value) throws SipParseException {
        SipUri uri = NameAddr.parse(value).uri();
        if (!uri.isSip()) {
            return new ReferTo(uri.text(), "INVITE", Optional.empty());
        }
        String method = uri.params().get("method");
        String replaces = header(uri.headers(), "Replaces");
        String plain = SipUri.of(
                        uri.scheme(),
                        uri.user(),
                        uri.host(),
                        uri.port(),
                        uri.params().without("method").text())
                .text();
        return new ReferTo(
                plain,
                method == null ? "INVITE" : method,
                replaces == null ? Optional.empty() : Optional.of(Replaces.parse(replaces)));
    }

    /** The header value for attended transfer: contact this URI and replace that dialog. */
    public static String attended(String uri, Replaces replaces) {
        String escaped = replaces.toString()
                .replace("%", "%25")
                .replace(";", "%3B")
                .replace("=", "%3D")
                .replace("@", "%40")
                .replace("?", "%3F")
                .replace("&", "%26")
                .replace(">", "%3E");
        return '<' + uri + (uri.indexOf('?') < 0 ? '?' : '&') + "Replaces=" + escaped + '>';
    }

    private static String header(String headers, String name) {
        if (headers == null) {
            return null;
        }
        for (String pair : headers.split("&")) {
            int eq = pair.indexOf('=');
            if (eq > 0 && pair.substring(0, eq).equalsIgnoreCase(name)) {
                return unescape(pair.substring(eq + 1));
            }
        }
        return null;
    }

    private static String unescape(String text) {
        try {
            // the decoder is made for forms, where a plus sign means a blank
            return Octets.fromUnicode(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
