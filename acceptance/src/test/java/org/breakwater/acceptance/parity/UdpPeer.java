package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** A loopback UDP socket that hands every datagram to a listener. */
final class UdpPeer implements AutoCloseable {
    private final DatagramSocket socket;
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    UdpPeer(int port) throws SocketException {
        this.socket = new DatagramSocket(null);
        // A kamailio being spawned by a parallel case holds a copy of the previous socket for a moment.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Starts reading; the listener runs on the reading thread. */
    void listen(Executor readers, BiConsumer<String, InetSocketAddress> listener) {
        reading = CompletableFuture.runAsync(() -> read(listener), readers);
    }

    private void read(BiConsumer<String, InetSocketAddress> listener) {
        byte[] buffer = new byte[65536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                continue;
            }
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            listener.accept(text, (InetSocketAddress) packet.getSocketAddress());
        }
    }

    void send(String message, InetSocketAddress to) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** Frees the port; returns when the reader has let go of it. */
    @Override
    public void close() {
        socket.close();
        reading.join();
    }
}
