package org.breakwater.platform.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Lines of JSON over a socket. */
final class ControlWire {

    /** Longest request in octets; one that imports 100,000 users is about 6 MB. */
    static final int REQUEST_LIMIT = 16 * 1024 * 1024;

    /** Longest reply in octets; a listing of 100,000 registrations is about 40 MB. */
    static final int REPLY_LIMIT = 128 * 1024 * 1024;

    private ControlWire() {}

    static byte[] line(String text) {
        return (text + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a line.
     *
     * @param limit octets it may have
     * @throws LineTooLongException when it has more
     * @throws IOException when the connection ends before the line does
     */
    static String readLine(SocketChannel channel, int limit) throws IOException {
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
            if (line.size() > limit) {
                throw new LineTooLongException(limit);
            }
            buffer.clear();
        }
        throw new IOException("connection closed");
    }

    /** The peer sent more than is read of it. */
    static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        LineTooLongException(int limit) {
            super("more than " + limit + " octets in one line");
        }
    }
}
