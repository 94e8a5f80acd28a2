package org.breakwater.media.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Which of our addresses a peer sees. */
public final class LocalAddress {

    private LocalAddress() {}

    /**
     * The address the system would send from to reach a peer; sends nothing.
     *
     * @throws IOException when there is no route to the peer
     */
    public static InetAddress towards(InetSocketAddress peer) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(peer);
            return socket.getLocalAddress();
        } catch (SocketException | UncheckedIOException e) {
            throw new IOException("no route to " + peer.getAddress().getHostAddress(), e);
        }
    }
}
