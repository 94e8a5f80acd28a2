package org.breakwater.acceptance.main;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out ports of this suite's range that are free for TCP and UDP, with a free one after each. */
final class LoopbackPorts {

    private static final int FIRST = 28_000;
    private static final int LAST = 28_990;
    private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

    private LoopbackPorts() {}

    /** An even port nobody uses; the odd one after it is free too. */
    static int next() {
        while (true) {
            int port = NEXT.getAndAdd(2);
            if (port > LAST) {
                throw new IllegalStateException("no free port left within " + FIRST + ".." + LAST);
            }
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        InetSocketAddress any = new InetSocketAddress(port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.setReuseAddress(true);
            tcp.bind(any);
            udp.bind(any);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
