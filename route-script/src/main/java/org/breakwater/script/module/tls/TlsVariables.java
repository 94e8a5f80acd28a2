package org.breakwater.script.module.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;

/** {@code $tls_*}: what TLS agreed on for the connection a message came over; null for messages that came without. */
final class TlsVariables {

    private static final Map<String, Integer> ALTERNATIVES =
            Map.of("san_email", 1, "san_hostname", 2, "san_uri", 6, "san_ip", 7);
    private static final Map<String, String> PARTS =
            Map.of("cn", "CN", "locality", "L", "country", "C", "state", "ST", "organization", "O", "unit", "OU");

    private final Map<String, Function<X509Certificate, Value>> certificate = new LinkedHashMap<>();

    TlsVariables() {
        certificate.put("raw_cert", c -> text(CertificateText.pem(c)));
        certificate.put("urlencoded_cert", c -> text(CertificateText.urlEncodedPem(c)));
        certificate.put("version", c -> Value.of(c.getVersion()));
        certificate.put("serial", c -> Value.of(c.getSerialNumber().toString()));
        certificate.put("subject", c -> text(CertificateText.name(c.getSubjectX500Principal())));
        certificate.put("issuer", c -> text(CertificateText.name(c.getIssuerX500Principal())));
        PARTS.forEach((name, type) -> {
            certificate.put("subject_" + name, c -> text(CertificateText.part(c.getSubjectX500Principal(), type)));
            certificate.put("issuer_" + name, c -> text(CertificateText.part(c.getIssuerX500Principal(), type)));
        });
        certificate.put("subject_uid", c -> text(CertificateText.part(c.getSubjectX500Principal(), "UID")));
        ALTERNATIVES.forEach((name, kind) -> certificate.put(name, c -> text(CertificateText.alternative(c, kind))));
    }

    void export(ModuleExports.Builder table) {
        session(table, "tls_version", s -> Value.of(s.getProtocol()));
        session(table, "tls_cipher_info", s -> Value.of(openSslName(s.getCipherSuite())));
        session(table, "tls_cipher_bits", s -> bits(s.getCipherSuite()));
        session(table, "tls_description", s -> Value.of(openSslName(s.getCipherSuite()) + ' ' + s.getProtocol()));
        session(table, "tls_peer_server_name", TlsVariables::serverName);
        session(table, "tls_peer_verified", s -> Value.of(peer(s) == null ? 0 : 1));
        session(table, "tls_peer_revoked", s -> Value.ZERO);
        session(table, "tls_peer_expired", s -> Value.ZERO);
        session(table, "tls_peer_selfsigned", s -> Value.of(isSelfSigned(peer(s)) ? 1 : 0));
        session(table, "tls_peer_notBefore", s -> ofPeer(s, c -> date(c.getNotBefore())));
        session(table, "tls_peer_notAfter", s -> ofPeer(s, c -> date(c.getNotAfter())));
        certificate.forEach((name, read) -> {
            session(table, "tls_peer_" + name, s -> ofPeer(s, read));
            session(table, "tls_my_" + name, s -> of(first(s.getLocalCertificates()), read));
        });
        table.pv(new PvExport("tls", (spec, load) -> ctx -> Value.NULL));
    }

    /** {@code is_peer_verified()}: 1 when the peer showed a certificate; one that is not trusted ends the handshake. */
    static int isPeerVerified(ScriptContext ctx) {
        return ctx.flow() != null && ctx.flow().tls().map(s -> peer(s) != null).orElse(false) ? 1 : -1;
    }

    private static void session(ModuleExports.Builder table, String name, Function<SSLSession, Value> read) {
        table.pv(new PvExport(
                name,
                (spec, load) -> ctx -> ctx.flow() == null
                        ? Value.NULL
                        : ctx.flow().tls().map(read).orElse(Value.NULL)));
    }

    private static Value text(String unicode) {
        return unicode == null ? Value.NULL : Value.of(Octets.fromUnicode(unicode));
    }

    private static Value date(java.util.Date date) {
        return Value.of(CertificateText.date(date.toInstant()));
    }

    private static Value ofPeer(SSLSession session, Function<X509Certificate, Value> read) {
        return of(peer(session), read);
    }

    private static Value of(X509Certificate certificate, Function<X509Certificate, Value> read) {
        return certificate == null ? Value.NULL : read.apply(certificate);
    }

    private static X509Certificate peer(SSLSession session) {
        try {
            return first(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private static X509Certificate first(Certificate[] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate c ? c : null;
    }

    private static boolean isSelfSigned(X509Certificate c) {
        return c != null && c.getSubjectX500Principal().equals(c.getIssuerX500Principal());
    }

    private static Value serverName(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Value.of(host.getAsciiName());
                }
            }
        }
        return Value.NULL;
    }

    /** {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384} is {@code ECDHE-RSA-AES256-GCM-SHA384}; TLS 1.3 names stay. */
    static String openSslName(String suite) {
        int with = suite.indexOf("_WITH_");
        if (with < 0 || !suite.startsWith("TLS_")) {
            return suite;
        }
        String cipher = suite.substring(with + 6).replace("AES_", "AES").replace("POLY1305_SHA256", "POLY1305");
        return (suite.substring(4, with) + '_' + cipher).replace('_', '-');
    }

    private static Value bits(String suite) {
        String upper = suite.toUpperCase(Locale.ROOT);
        return Value.of(upper.contains("256_") || upper.contains("CHACHA20") ? 256 : 128);
    }
}
