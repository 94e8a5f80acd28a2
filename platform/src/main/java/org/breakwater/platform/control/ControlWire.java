package org.breakwater.platform.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Lines of JSON over a socket. */
final class ControlWire {

    /** More than that in one line is refused; a listing of 100,000 registrations is about 40 MB. */
    private static final int LIMIT = 128 * 1024 * 1024;

    private ControlWire() {}

    static byte[] line(String text) {
        return (text + '\n').getBytes(StandardCharsets.UTF_8);
    }

    static String readLine(SocketChannel channel) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16384);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(b);
            }
            if (line.size() > LIMIT) {
                throw new IOException("line too long");
            }
            buffer.clear();
        }
        throw new IOException("connection closed");
    }
}
