package org.breakwater.acceptance.main;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of MSRP over one TCP connection, written for these tests because Debian has none. It frames what comes by itself,
 * and knows nothing of the code that is tested.
 */
final class MsrpClient implements AutoCloseable {

    private static final Pattern START = Pattern.compile("MSRP (\\S+) [^\r\n]+\r\n");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");
    private static final AtomicInteger NUMBER = new AtomicInteger(1000);
    private static final int PAUSE_MILLIS = 400;

    private final Socket socket;
    private final String relay;
    private final String own;
    private final StringBuilder pending = new StringBuilder();

    /** A client that calls itself {@code name}. */
    MsrpClient(String name, int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        relay = "msrp://127.0.0.1:" + port + ";tcp";
        own = "msrp://127.0.0.1:9/" + name + ";tcp";
    }

    /** Its own URI; it is reached over its connection only. */
    String own() {
        return own;
    }

    /** The relay's URI without a session. */
    String relay() {
        return relay;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a request with paths; {@code more} are header fields with line breaks, and the body. The transaction. */
    String request(String method, String to, String from, String more, char flag) throws IOException {
        String id = "t" + NUMBER.incrementAndGet();
        send("MSRP " + id + ' ' + method + "\r\nTo-Path: " + to + "\r\nFrom-Path: " + from + "\r\n" + more + "-------"
                + id + flag + "\r\n");
        return id;
    }

    /** The next frame; fails when none comes within seconds. */
    String next() throws IOException {
        String frame = frameWithin(10_000);
        if (frame == null) {
            throw new AssertionError("no frame came; there is: " + pending);
        }
        return frame;
    }

    /** All frames until none has come for a moment. */
    List<String> all() throws IOException {
        List<String> frames = new ArrayList<>();
        for (String frame = frameWithin(PAUSE_MILLIS); frame != null; frame = frameWithin(PAUSE_MILLIS)) {
            frames.add(frame);
        }
        return frames;
    }

    /** Whether the other side has closed the connection. */
    boolean isClosed() throws IOException {
        socket.setSoTimeout(PAUSE_MILLIS);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    private String frameWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        InputStream in = socket.getInputStream();
        byte[] octets = new byte[65536];
        while (true) {
            String frame = cut();
            if (frame != null) {
                return frame;
            }
            try {
                int n = in.read(octets);
                if (n < 0) {
                    return null;
                }
                pending.append(new String(octets, 0, n, StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException nothing) {
                return null;
            }
        }
    }

    private String cut() {
        Matcher start = START.matcher(pending);
        if (!start.lookingAt()) {
            return null;
        }
        Matcher end = Pattern.compile("\r\n-------" + Pattern.quote(start.group(1)) + "[$+#]\r\n")
                .matcher(pending);
        if (!end.find()) {
            return null;
        }
        String frame = pending.substring(0, end.end());
        pending.delete(0, end.end());
        return frame;
    }

    /** Asks for an address with digest; the last reply. {@code more} are further header fields. */
    String authenticate(String user, String password, String more) throws IOException {
        request("AUTH", relay, own, more, '$');
        String challenge = next();
        return answer(challenge, user, password, more);
    }

    /** Answers a challenge; the reply. */
    String answer(String challenge, String user, String password, String more) throws IOException {
        Map<String, String> asked = new TreeMap<>();
        Matcher m = PARAMETER.matcher(header(challenge, "WWW-Authenticate"));
        while (m.find()) {
            asked.put(m.group(1), m.group(2) == null ? m.group(3) : m.group(2));
        }
        String uri = relay;
        String secret = md5(user + ':' + asked.get("realm") + ':' + password);
        String response = md5(secret + ':' + asked.get("nonce") + ":00000001:c0ffee:auth:" + md5("AUTH:" + uri));
        request(
                "AUTH",
                relay,
                own,
                "Authorization: Digest username=\"" + user + "\", realm=\"" + asked.get("realm") + "\", nonce=\""
                        + asked.get("nonce") + "\", uri=\"" + uri
                        + "\", qop=auth, nc=00000001, cnonce=\"c0ffee\", response=\""
                        + response + "\"\r\n" + more,
                '$');
        return next();
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Status code of a reply. */
    static int status(String frame) {
        return Integer.parseInt(frame.split("\\s+", 4)[2]);
    }

    /** Value of a header field. */
    static String header(String frame, String name) {
        Matcher m = Pattern.compile("\r\n" + name + ": ([^\r\n]*)\r\n").matcher(frame);
        if (!m.find()) {
            throw new AssertionError("no " + name + " in\n" + frame);
        }
        return m.group(1);
    }

    /** The body with the line break before the end-line. */
    static String body(String frame) {
        return frame.substring(frame.indexOf("\r\n\r\n") + 4, frame.lastIndexOf("-------"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
