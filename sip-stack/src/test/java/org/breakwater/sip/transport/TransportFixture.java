package org.breakwater.sip.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** A started transport on loopback with free ports, and plain sockets that talk to it. */
final class TransportFixture implements AutoCloseable {

    final WorkerGroup group;
    final RecordingReceiver receiver = new RecordingReceiver();
    final NettyTransport transport;

    TransportFixture(int workers, TransportConfig config, TransportHooks hooks) throws IOException {
        this(workers, config, hooks, NettyTransport::start);
    }

    private TransportFixture(int workers, TransportConfig config, TransportHooks hooks, Start start)
            throws IOException {
        group = new WorkerGroup(workers, TimeSource.system());
        transport = new NettyTransport(config, group, hooks, TimeSource.system());
        start.start(transport, receiver);
    }

    private interface Start {
        void start(NettyTransport transport, RecordingReceiver receiver) throws IOException;
    }

    /** A transport that has bound its sockets and lets nothing in yet. */
    static TransportFixture boundOn(TransportProtocol... protocols) throws IOException {
        return new TransportFixture(2, config(protocols), TransportHooks.NONE, NettyTransport::bind);
    }

    static TransportFixture listeningOn(TransportProtocol... protocols) throws IOException {
        return new TransportFixture(2, config(protocols), TransportHooks.NONE);
    }

    static TransportConfig config(TransportProtocol... protocols) {
        List<ListenPoint> points = new ArrayList<>();
        for (TransportProtocol p : protocols) {
            points.add(ListenPoint.of(p, loopback(0)));
        }
        return TransportConfig.of(points);
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    InetSocketAddress address(TransportProtocol protocol) {
        return transport.listenPoints().stream()
                .filter(p -> p.protocol() == protocol)
                .findFirst()
                .orElseThrow()
                .address();
    }

    Socket connect() throws IOException {
        InetSocketAddress to = address(TransportProtocol.TCP);
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(5000);
        return socket;
    }

    static String request(String callId) {
        return "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5099;branch=z9hG4bK1;alias\r\nCall-ID: " + callId
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        socket.getOutputStream().flush();
    }

    /** Reads to the end of a header section. */
    static String readHeader(Socket socket) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after <" + text + ">");
            }
            text.write(c);
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        transport.stop();
        group.close();
    }
}
