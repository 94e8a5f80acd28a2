package org.breakwater.acceptance.parity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the last digest challenge (RFC 2617, MD5, with or without qop=auth) for the scripted sender. */
final class DigestAnswer {
    private static final String CNONCE = "parity";
    private static final String COUNT = "00000001";

    private DigestAnswer() {}

    /**
     * The header line that answers a 401 or 407.
     *
     * @param challenge the reply that challenged
     * @param credentials user and password with a blank between them
     */
    static String header(SipText challenge, String credentials, String method, String uri) {
        boolean proxy = challenge.status() == 407;
        String offered = challenge.first(proxy ? "proxy-authenticate" : "www-authenticate");
        String user = credentials.split(" ")[0];
        String password = credentials.split(" ")[1];
        String realm = parameter(offered, "realm");
        String nonce = parameter(offered, "nonce");
        String ha1 = md5(user + ":" + realm + ":" + password);
        String ha2 = md5(method + ":" + uri);
        boolean qop = offered.contains("qop=");
        String middle = qop ? nonce + ":" + COUNT + ":" + CNONCE + ":auth" : nonce;
        String line = (proxy ? "Proxy-Authorization" : "Authorization") + ": Digest username=\"" + user
                + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri + "\", response=\""
                + md5(ha1 + ":" + middle + ":" + ha2) + "\", algorithm=MD5";
        return qop ? line + ", qop=auth, nc=" + COUNT + ", cnonce=\"" + CNONCE + "\"" : line;
    }

    private static String parameter(String header, String name) {
        Matcher found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
        return found.find() ? found.group(1) : "";
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
