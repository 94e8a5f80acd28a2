package org.breakwater.script.module.mediarelay.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.breakwater.platform.time.TimeSource;

/** Sends a question in one datagram and waits for the answer that begins with the same cookie. */
public final class UdpQuery {

    private static final int LARGEST_DATAGRAM = 65_535;

    private final TimeSource time;
    private final int timeoutMillis;
    private final int tries;

    /**
     * @param timeoutMillis how long to wait for each try, 1 or more
     * @param tries how often the question is sent, 1 or more
     */
    public UdpQuery(TimeSource time, int timeoutMillis, int tries) {
        this.time = time;
        this.timeoutMillis = Math.max(1, timeoutMillis);
        this.tries = Math.max(1, tries);
    }

    /**
     * Asks. Blocks up to the timeout times the tries.
     *
     * @param host name or address
     * @param cookie what the question begins with, and the answer
     * @return the answer without cookie and blank; empty when none came
     */
    public Optional<byte[]> ask(String host, int port, byte[] cookie, byte[] question) {
        InetSocketAddress node = new InetSocketAddress(host, port);
        if (node.isUnresolved()) {
            return Optional.empty();
        }
        byte[] datagram = Arrays.copyOf(cookie, cookie.length + 1 + question.length);
        datagram[cookie.length] = ' ';
        System.arraycopy(question, 0, datagram, cookie.length + 1, question.length);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(node);
            for (int i = 0; i < tries; i++) {
                socket.send(new DatagramPacket(datagram, datagram.length));
                Optional<byte[]> answer = receive(socket, cookie);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> receive(DatagramSocket socket, byte[] cookie) throws IOException {
        long end = time.monotonicNanos() + timeoutMillis * 1_000_000L;
        byte[] buffer = new byte[LARGEST_DATAGRAM];
        long left = timeoutMillis;
        while (left > 0) {
            socket.setSoTimeout((int) left);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
            if (beginsWith(buffer, packet.getLength(), cookie)) {
                return Optional.of(Arrays.copyOfRange(
                        buffer, Math.min(packet.getLength(), cookie.length + 1), packet.getLength()));
            }
            left = (end - time.monotonicNanos()) / 1_000_000L;
        }
        return Optional.empty();
    }

    private static boolean beginsWith(byte[] buffer, int length, byte[] cookie) {
        return length >= cookie.length && Arrays.equals(buffer, 0, cookie.length, cookie, 0, cookie.length);
    }
}
