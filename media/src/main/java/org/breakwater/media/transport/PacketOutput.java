package org.breakwater.media.transport;

import java.net.InetSocketAddress;

/** Takes datagrams to the network. */
public interface PacketOutput {

    /** Sends the first {@code length} octets; the array may be reused afterwards. Never blocks; may lose the packet. */
    void send(byte[] packet, int length, InetSocketAddress to);
}
