package org.breakwater.script.module.tls;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What variables tell of a certificate, written as OpenSSL writes it. */
final class CertificateText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> NAMES = Map.of("1.2.840.113549.1.9.1", "emailAddress");
    private static final int LINE = 64;

    private CertificateText() {}

    static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** {@code /C=DE/O=Example/CN=pbx}. */
    static String name(X500Principal name) {
        StringBuilder text = new StringBuilder();
        for (Rdn rdn : parts(name)) {
            text.append('/').append(rdn.getType()).append('=').append(rdn.getValue());
        }
        return text.toString();
    }

    /** The part of a type such as {@code CN}, or null. */
    static String part(X500Principal name, String type) {
        for (Rdn rdn : parts(name)) {
            if (rdn.getType().equalsIgnoreCase(type)) {
                return String.valueOf(rdn.getValue());
            }
        }
        return null;
    }

    private static List<Rdn> parts(X500Principal name) {
        try {
            return new LdapName(name.getName(X500Principal.RFC2253, NAMES)).getRdns();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    /** The first alternative name of a kind (RFC 5280 §4.2.1.6: 1 mail, 2 host, 6 URI, 7 address), or null. */
    static String alternative(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                for (List<?> name : names) {
                    if (Integer.valueOf(kind).equals(name.get(0))) {
                        return String.valueOf(name.get(1));
                    }
                }
            }
            return null;
        } catch (CertificateParsingException e) {
            return null;
        }
    }

    /** PEM, or null. */
    static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            return null;
        }
    }

    static String urlEncodedPem(X509Certificate certificate) {
        String pem = pem(certificate);
        return pem == null
                ? null
                : URLEncoder.encode(pem, StandardCharsets.ISO_8859_1).replace("+", "%20");
    }
}
