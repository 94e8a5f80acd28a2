package org.breakwater.lifeguard.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.breakwater.platform.time.Threads;

/** Answers OPTIONS over TCP as a main server does, and can send a call. Once closed it refuses connections. */
final class TcpMain implements AutoCloseable {

    private final ServerSocket server = new ServerSocket();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    TcpMain(InetSocketAddress here) throws IOException {
        server.setReuseAddress(true);
        server.bind(here);
        Threads.named("tcp-main").newThread(this::accept).start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Threads.named("tcp-main-connection")
                        .newThread(() -> serve(socket))
                        .start();
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void serve(Socket socket) {
        try {
            for (String request = read(socket.getInputStream()); request != null; ) {
                if (request.startsWith("OPTIONS")) {
                    socket.getOutputStream().write(reply(request).getBytes(StandardCharsets.UTF_8));
                }
                request = read(socket.getInputStream());
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static String reply(String request) {
        StringBuilder reply = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String line : request.split("\r\n")) {
            if (line.matches("(?i)(via|from|to|call-id|cseq):.*")) {
                reply.append(line).append("\r\n");
            }
        }
        return reply.append("Content-Length: 0\r\n\r\n").toString();
    }

    /** The header of the next message, none of which has a body; null at the end. */
    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return null;
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    /** Sends a call over a connection from {@code source} and returns the status that follows 100. */
    static int call(String source, InetSocketAddress target, String number) throws IOException {
        try (Socket socket = new Socket(target.getAddress(), target.getPort(), InetAddress.getByName(source), 0)) {
            socket.setSoTimeout(5_000);
            String uri = "sip:" + number + "@" + target.getHostString() + ":" + target.getPort();
            String via = source + ":" + socket.getLocalPort();
            String invite = "INVITE " + uri + " SIP/2.0\r\nVia: SIP/2.0/TCP " + via + ";branch=z9hG4bK" + number
                    + socket.getLocalPort() + "\r\nMax-Forwards: 70\r\nFrom: <sip:caller@" + via + ">;tag=1\r\nTo: <"
                    + uri + ">\r\nCall-ID: " + via + "\r\nCSeq: 1 INVITE\r\nContact: <sip:caller@" + via
                    + ";transport=tcp>\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(invite.getBytes(StandardCharsets.UTF_8));
            int status = TestPhone.status(read(socket.getInputStream()));
            while (status == 100) {
                status = TestPhone.status(read(socket.getInputStream()));
            }
            return status;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
