package org.breakwater.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A wire to one TCP server on loopback that can be cut. Cut sharply, connections are reset and new ones refused; cut
 * silently, they stay and nothing passes, as behind a dead router.
 */
public final class CutLink implements AutoCloseable {

    private enum State {
        WHOLE,
        CUT,
        SILENT
    }

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cut-link");
        thread.setDaemon(true);
        return thread;
    });
    private volatile State state = State.WHOLE;
    private ServerSocket server;

    /** Listens on {@code port} and leads to {@code target}. */
    public CutLink(int port, int target) {
        this.port = port;
        this.target = target;
        open();
    }

    int port() {
        return port;
    }

    public void cut() {
        state = State.CUT;
        closeAll();
    }

    public void silence() {
        state = State.SILENT;
    }

    /** What was held back in silence is lost with its connections. */
    public void mend() {
        boolean wasCut = state == State.CUT;
        state = State.WHOLE;
        sockets.forEach(CutLink::closeQuietly);
        if (wasCut) {
            open();
        }
    }

    private synchronized void open() {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            ServerSocket accepting = server;
            threads.execute(() -> accept(accepting));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    private void accept(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                lead(accepting.accept());
            } catch (IOException e) {
                sockets.removeIf(Socket::isClosed);
            }
        }
    }

    private void lead(Socket here) {
        Socket there = new Socket();
        try {
            there.connect(new InetSocketAddress("127.0.0.1", target), 1000);
        } catch (IOException nobodyThere) {
            closeQuietly(here);
            return;
        }
        sockets.add(here);
        sockets.add(there);
        threads.execute(() -> pump(here, there));
        threads.execute(() -> pump(there, here));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (state == State.WHOLE) {
                    out.write(buffer, 0, n);
                    out.flush();
                } else if (state == State.CUT) {
                    return;
                }
            }
        } catch (IOException e) {
            closeQuietly(from);
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void closeAll() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(CutLink::closeQuietly);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    @Override
    public void close() {
        state = State.CUT;
        closeAll();
        threads.shutdownNow();
    }
}
