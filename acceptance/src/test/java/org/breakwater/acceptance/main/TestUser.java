package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user on one socket: writes requests and answers digest challenges (MD5, RFC 7616). */
final class TestUser {

    private static final int LIMIT_MILLIS = 5_000;

    private final SipPeer peer;
    private final String name;
    private final String password;
    private final String server;
    private final String callId = UUID.randomUUID() + "@acceptance";
    private int sequence = 1;
    private String ownContact;

    TestUser(SipPeer peer, String name, String password, int serverPort) {
        this.peer = peer;
        this.name = name;
        this.password = password;
        this.server = "127.0.0.1:" + serverPort;
    }

    /** A request without credentials; {@code more} are complete header lines. */
    String request(String method, String uri, String more) {
        return request(method, uri, name, more);
    }

    /** The same from somebody else. */
    String request(String method, String uri, String from, String more) {
        String to = method.equals("REGISTER") ? "sip:" + from + "@127.0.0.1" : uri;
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/" + peer.transport() + " 127.0.0.1:" + peer.localPort()
                + ";rport;branch=z9hG4bK" + UUID.randomUUID() + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + from
                + "@127.0.0.1>;tag=" + callId.substring(0, 8) + "\r\nTo: <" + to + ">\r\nCall-ID: " + callId
                + "\r\nCSeq: " + sequence++ + " " + method + "\r\n" + ownContact() + more
                + "Content-Length: 0\r\n\r\n";
    }

    String contact() {
        return "<sip:" + name + "@127.0.0.1:" + peer.localPort() + ";transport="
                + peer.transport().toLowerCase(java.util.Locale.ROOT) + ">";
    }

    private String ownContact() {
        return ownContact != null ? ownContact : "Contact: " + contact() + "\r\n";
    }

    String callId() {
        return callId;
    }

    /** Sends a request; when it is challenged, again with credentials. The final answer, or null for silence. */
    SipMessageText ask(String method, String uri, String from, String more) throws IOException {
        peer.send(request(method, uri, from, more));
        SipMessageText answer = peer.receiveFinal(LIMIT_MILLIS);
        if (answer == null || answer.status() != 401 && answer.status() != 407) {
            return answer;
        }
        if (method.equals("INVITE")) {
            peer.send(acknowledge(answer, uri, from));
        }
        peer.send(request(method, uri, from, credentials(answer, method, uri) + more));
        return peer.receiveFinal(LIMIT_MILLIS);
    }

    private String acknowledge(SipMessageText answer, String uri, String from) {
        return "ACK " + uri + " SIP/2.0\r\nVia: " + answer.header("Via") + "\r\nMax-Forwards: 70\r\nFrom: "
                + answer.header("From") + "\r\nTo: " + answer.header("To") + "\r\nCall-ID: " + callId + "\r\nCSeq: "
                + answer.header("CSeq").split(" ")[0] + " ACK\r\nContent-Length: 0\r\n\r\n";
    }

    /** Registers for an hour. */
    SipMessageText register() throws IOException {
        return ask("REGISTER", "sip:" + server, name, "Expires: 3600\r\n");
    }

    /** The same with a contact that is not this socket, as a complete header line. */
    SipMessageText registerAt(String contactLine) throws IOException {
        ownContact = contactLine;
        return register();
    }

    /** The header line that answers the MD5 challenge of a 401 or 407. */
    String credentials(SipMessageText challenge, String method, String uri) {
        boolean proxy = challenge.status() == 407;
        String offered = challenge.headers(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").stream()
                .filter(c -> !c.contains("SHA-256"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no MD5 challenge in\n" + challenge.text()));
        String realm = parameter(offered, "realm");
        String nonce = parameter(offered, "nonce");
        String a1 = md5(name + ":" + realm + ":" + password);
        String a2 = md5(method + ":" + uri);
        boolean qop = offered.contains("qop=");
        String response =
                qop ? md5(a1 + ":" + nonce + ":00000001:c0ffee:auth:" + a2) : md5(a1 + ":" + nonce + ":" + a2);
        return (proxy ? "Proxy-Authorization" : "Authorization") + ": Digest username=\"" + name + "\", realm=\""
                + realm
                + "\", nonce=\"" + nonce + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=MD5"
                + (qop ? ", qop=auth, nc=00000001, cnonce=\"c0ffee\"" : "") + "\r\n";
    }

    private static String parameter(String challenge, String name) {
        Matcher m = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        return m.find() ? m.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
