package org.breakwater.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket and answers commands. */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int THREADS = 3;
    private static final int WAITING = 16;

    private final Path socket;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ControlCommand> commands = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = Threads.blockingPool("control", THREADS, WAITING);
    private ServerSocketChannel server;

    /** Listens at that path once started; a socket left there by a dead server is replaced. */
    public ControlServer(Path socket) {
        this.socket = socket;
    }

    /** Adds a command; a name may be added once. */
    public ControlServer add(String name, ControlCommand command) {
        if (commands.putIfAbsent(name, command) != null) {
            throw new IllegalArgumentException("command " + name + " exists already");
        }
        return this;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when another server listens there, or the path cannot be used
     */
    public void start() throws IOException {
        if (ControlClient.isAlive(socket)) {
            throw new IOException("another server is running in this home (" + socket + " answers)");
        }
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        Threads.named("control-accept").newThread(this::accept).start();
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            LOG.warn("control socket could not be closed: {}", e.getMessage());
        }
        pool.shutdown();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                try {
                    pool.execute(() -> serve(client));
                } catch (RejectedExecutionException e) {
                    client.close();
                }
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("control socket: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            String request = ControlWire.readLine(client);
            ByteBuffer reply = ByteBuffer.wrap(ControlWire.line(json.writeValueAsString(answer(request))));
            while (reply.hasRemaining()) {
                client.write(reply);
            }
        } catch (IOException e) {
            LOG.debug("control client went away: {}", e.getMessage());
        }
    }

    private Map<String, Object> answer(String request) {
        Map<String, Object> reply = new LinkedHashMap<>();
        String name = "?";
        try {
            Map<String, Object> arguments = json.readValue(request, new TypeReference<Map<String, Object>>() {});
            name = String.valueOf(arguments.remove("command"));
            ControlCommand command = commands.get(name);
            if (command == null) {
                throw new ControlException("the running server does not know this command; is it an older version?");
            }
            reply.put("result", command.run(arguments));
            reply.put("ok", true);
        } catch (JsonProcessingException e) {
            reply.put("error", "the request is not JSON");
        } catch (ControlException e) {
            reply.put("error", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("control command {} failed", name, e); // arguments may hold a password
            reply.put("error", "the command failed inside the server; its log says more");
        }
        reply.putIfAbsent("ok", false);
        return reply;
    }
}
