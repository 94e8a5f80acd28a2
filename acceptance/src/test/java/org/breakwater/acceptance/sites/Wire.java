package org.breakwater.acceptance.sites;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP messages on a TCP connection. */
final class Wire {

    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d+)");

    private final Socket socket;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    synchronized void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next message; null when the other side closed. */
    String receive() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[16_384];
        while (true) {
            String whole = takeWhole();
            if (whole != null) {
                return whole;
            }
            int count = in.read(chunk);
            if (count < 0) {
                socket.close();
                return null;
            }
            buffer.write(chunk, 0, count);
        }
    }

    private String takeWhole() {
        String text = buffer.toString(StandardCharsets.ISO_8859_1);
        int start = 0;
        while (text.startsWith("\r\n", start)) {
            start += 2;
        }
        int head = text.indexOf("\r\n\r\n", start);
        if (head < 0) {
            return null;
        }
        Matcher length = LENGTH.matcher(text.substring(start, head));
        int end = head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (end > text.length()) {
            return null;
        }
        buffer.reset();
        byte[] rest = text.substring(end).getBytes(StandardCharsets.ISO_8859_1);
        buffer.write(rest, 0, rest.length);
        return text.substring(start, end);
    }
}
