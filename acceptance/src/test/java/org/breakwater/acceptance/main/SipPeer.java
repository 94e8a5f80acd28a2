package org.breakwater.acceptance.main;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One plain socket to the server: sends octets as they are, reads whole messages. */
abstract class SipPeer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d+)");

    /** A TCP connection. */
    static SipPeer tcp(int port) throws IOException {
        return new Tcp(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A connection the server opened to us. */
    static SipPeer accepted(Socket socket) throws IOException {
        return new Tcp(socket);
    }

    /** A UDP socket on a port of its own. */
    static SipPeer udp(int port) throws IOException {
        return new Udp(port, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** A UDP socket on this address, which receives answers that go to the port a Via names or implies. */
    static SipPeer udp(int port, InetSocketAddress local) throws IOException {
        return new Udp(port, local);
    }

    abstract String transport();

    abstract int localPort();

    abstract void send(byte[] octets) throws IOException;

    /** The next message, or null when none comes in time or the peer closed. Keepalive answers are skipped. */
    abstract SipMessageText receive(int millis) throws IOException;

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next response with a final status, or null. */
    SipMessageText receiveFinal(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (true) {
            int left = (int) ((end - System.nanoTime()) / 1_000_000);
            SipMessageText message = left <= 0 ? null : receive(left);
            if (message == null || message.status() >= 200) {
                return message;
            }
        }
    }

    @Override
    public abstract void close() throws IOException;

    private static final class Tcp extends SipPeer {
        private final Socket socket;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        Tcp(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        @Override
        String transport() {
            return "TCP";
        }

        @Override
        int localPort() {
            return socket.getLocalPort();
        }

        @Override
        void send(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        @Override
        SipMessageText receive(int millis) throws IOException {
            long end = System.nanoTime() + millis * 1_000_000L;
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[65536];
            while (true) {
                SipMessageText whole = takeWhole();
                if (whole != null) {
                    return whole;
                }
                int left = (int) ((end - System.nanoTime()) / 1_000_000);
                if (left <= 0) {
                    return null;
                }
                socket.setSoTimeout(left);
                try {
                    int count = in.read(chunk);
                    if (count < 0) {
                        return null;
                    }
                    buffer.write(chunk, 0, count);
                } catch (SocketTimeoutException late) {
                    return null;
                } catch (IOException reset) {
                    return null;
                }
            }
        }

        private SipMessageText takeWhole() {
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
            return new SipMessageText(text.substring(start, end));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Udp extends SipPeer {
        private final DatagramSocket socket;
        private final InetSocketAddress server;

        Udp(int port, InetSocketAddress local) throws IOException {
            this.socket = new DatagramSocket(local);
            this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        String transport() {
            return "UDP";
        }

        @Override
        int localPort() {
            return socket.getLocalPort();
        }

        @Override
        void send(byte[] octets) throws IOException {
            socket.send(new DatagramPacket(octets, octets.length, server));
        }

        @Override
        SipMessageText receive(int millis) throws IOException {
            byte[] octets = new byte[65536];
            DatagramPacket packet = new DatagramPacket(octets, octets.length);
            socket.setSoTimeout(Math.max(1, millis));
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException late) {
                return null;
            }
            return SipMessageText.of(octets, packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
