package org.breakwater.platform.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends commands to the server of a home. */
public final class ControlClient {

    private final Path socket;
    private final ObjectMapper json = new ObjectMapper();

    /** Talks to the server that listens at that path. */
    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /** Whether a server listens there. */
    public static boolean isAlive(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends a command and waits for its result.
     *
     * @throws NoServerException when nobody listens
     * @throws ControlException when the server refuses; its message is for the user
     * @throws IOException when the connection breaks
     */
    public JsonNode call(String command, Map<String, Object> arguments) throws ControlException, IOException {
        Map<String, Object> request = new LinkedHashMap<>(arguments);
        request.put("command", command);
        try (SocketChannel channel = connect()) {
            JsonNode reply = json.readTree(exchange(channel, json.writeValueAsString(request)));
            if (!reply.path("ok").asBoolean()) {
                throw new ControlException(reply.path("error").asText("the server refused"));
            }
            return reply.path("result");
        }
    }

    /** A server that refuses does not read on: what it says counts then, not that the rest could not be sent. */
    private static String exchange(SocketChannel channel, String request) throws IOException {
        IOException notSent = null;
        try {
            ByteBuffer out = ByteBuffer.wrap(ControlWire.line(request));
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException e) {
            notSent = e;
        }
        try {
            return ControlWire.readLine(channel, ControlWire.REPLY_LIMIT);
        } catch (IOException e) {
            throw notSent == null ? e : notSent;
        }
    }

    private SocketChannel connect() throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new NoServerException(socket);
        }
    }

    /** Nobody listens on the control socket. */
    public static final class NoServerException extends IOException {
        NoServerException(Path socket) {
            super("no server is running in " + socket.getParent());
        }
    }
}
