package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone over UDP that does one thing after the other. Everything it waits for must come within three seconds. */
final class TestPhone implements AutoCloseable {

    private static final int LIMIT_MILLIS = 3000;

    private final String user;
    private final String password;
    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private int cseq;
    private int calls;
    private String callId;
    private SocketAddress lastSender;

    TestPhone(String user, String password, InetSocketAddress server, int port) throws IOException {
        this(user, password, server, new InetSocketAddress("127.0.0.1", port));
    }

    TestPhone(String user, String password, InetSocketAddress server, InetSocketAddress here) throws IOException {
        this.user = user;
        this.password = password;
        this.server = server;
        this.socket = new DatagramSocket(here);
        socket.setSoTimeout(LIMIT_MILLIS);
    }

    /** From now on it waits longer. */
    void waitFor(int seconds) throws IOException {
        socket.setSoTimeout(seconds * 1000);
    }

    void waitForEver() throws IOException {
        socket.setSoTimeout(0);
    }

    /** Registers and returns the status. */
    int register() throws IOException {
        return status(authenticated("REGISTER", "sip:127.0.0.1", "reg-" + user, "Expires: 300\r\n"));
    }

    /** Sends a request out of dialog, answers a challenge, returns the first reply that is neither 100 nor a challenge. */
    String request(String method, String number, String more) throws IOException {
        return authenticated(method, "sip:" + number + "@127.0.0.1", "call-" + user + "-" + calls++, more);
    }

    private String authenticated(String method, String uri, String newCallId, String more) throws IOException {
        callId = newCallId;
        cseq++;
        send(build(method, uri, callId, more));
        String reply = reply();
        if (status(reply) == 401 || status(reply) == 407) {
            if (method.equals("INVITE")) {
                send(build("ACK", uri, callId, "").replace("\r\nTo: <" + uri + ">", "\r\n" + header(reply, "To")));
            }
            cseq++;
            send(build(method, uri, callId, more + credentials(reply, method, uri)));
            reply = reply();
        }
        return reply;
    }

    /** Ends the call of that 200 through the server and returns the reply. */
    String hangUp(String answer) throws IOException {
        cseq++;
        callId = header(answer, "Call-ID").replaceFirst("(?i)call-id: *", "");
        String uri = header(answer, "Contact").replaceAll(".*<|>.*", "");
        String to = header(answer, "To");
        send(build("BYE", uri, callId, "Route: <sip:" + server.getHostString() + ":" + server.getPort() + ";lr>\r\n")
                .replace("\r\nTo: <" + uri + ">", "\r\n" + to));
        return reply();
    }

    /** Subscribes again in a dialog that was made at another server, without credentials. */
    String subscribeAgain(String number) throws IOException {
        cseq++;
        callId = "watch-" + user + "-" + calls++;
        String uri = "sip:" + number + "@127.0.0.1";
        send(build("SUBSCRIBE", uri, callId, "Event: dialog\r\nExpires: 300\r\n")
                .replace("\r\nTo: <" + uri + ">", "\r\nTo: <" + uri + ">;tag=elsewhere"));
        return reply();
    }

    private String build(String method, String uri, String callId, String more) {
        String here = "127.0.0.1:" + socket.getLocalPort();
        String to = method.equals("REGISTER") ? "sip:" + user + "@127.0.0.1" : uri;
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK" + callId + cseq + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:" + user + "@127.0.0.1>;tag=" + user + "\r\n"
                + "To: <" + to + ">\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + "Contact: <sip:" + user + "@" + here + ">\r\n"
                + more + "Content-Length: 0\r\n\r\n";
    }

    private String credentials(String challenge, String method, String uri) {
        String nonce = parameter(challenge, "nonce");
        String realm = parameter(challenge, "realm");
        String ha1 = md5(user + ":" + realm + ":" + password);
        String response = md5(ha1 + ":" + nonce + ":00000001:abc:auth:" + md5(method + ":" + uri));
        String name = status(challenge) == 401 ? "Authorization" : "Proxy-Authorization";
        return name + ": Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + uri + "\", response=\"" + response + "\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"abc\"\r\n";
    }

    private static String parameter(String text, String name) {
        Matcher m = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(text);
        if (!m.find()) {
            throw new IllegalStateException("no " + name + " in " + text);
        }
        return m.group(1);
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next reply to the last request but 100; those to earlier ones may come again. */
    String reply() throws IOException {
        String text = receive();
        while (!text.startsWith("SIP/2.0 ") || text.startsWith("SIP/2.0 100") || !isOfLastRequest(text)) {
            text = receive();
        }
        return text;
    }

    private boolean isOfLastRequest(String reply) {
        return header(reply, "Call-ID").endsWith(" " + callId)
                && header(reply, "CSeq").contains(" " + cseq + " ");
    }

    /** The next final reply. */
    String finalReply() throws IOException {
        String text = reply();
        while (status(text) < 200) {
            text = reply();
        }
        return text;
    }

    /** The next request of that method. */
    String awaitRequest(String method) throws IOException {
        String text = receive();
        while (!text.matches("(?s)" + method + " .*")) {
            text = receive();
        }
        return text;
    }

    /** Answers a request that came. */
    void answer(String request, int status, String reason) throws IOException {
        StringBuilder reply = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
        for (String line : request.split("\r\n")) {
            if (line.matches("(?i)(via|record-route|from|call-id|cseq):.*")) {
                reply.append(line).append("\r\n");
            } else if (line.matches("(?i)to:.*")) {
                reply.append(line)
                        .append(line.contains("tag=") ? "" : ";tag=" + user + "b")
                        .append("\r\n");
            }
        }
        reply.append("Contact: <sip:")
                .append(user)
                .append("@")
                .append(socket.getLocalAddress().getHostAddress())
                .append(":")
                .append(socket.getLocalPort());
        byte[] octets =
                reply.append(">\r\nContent-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, lastSender));
    }

    private String receive() throws IOException {
        byte[] buffer = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        lastSender = packet.getSocketAddress();
        return new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private void send(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, server));
    }

    static int status(String reply) {
        return Integer.parseInt(reply.substring(8, 11));
    }

    static String header(String message, String name) {
        for (String line : message.split("\r\n")) {
            if (line.toLowerCase().startsWith(name.toLowerCase() + ":")) {
                return line;
            }
        }
        return "";
    }

    @Override
    public void close() {
        socket.close();
    }
}
