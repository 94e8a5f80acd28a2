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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the control socket and answers commands: {@value #THREADS} at a time while {@value #WAITING} wait, one more
 * is told so. A client has to send its request within {@value #REQUEST_SECONDS} s and to take the reply within
 * {@value #REPLY_SECONDS} s, or its connection is closed.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int THREADS = 3;
    private static final int WAITING = 16;
    private static final int REQUEST_SECONDS = 5;
    private static final int REPLY_SECONDS = 30;

    private final Path socket;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ControlCommand> commands = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = Threads.blockingPool("control", THREADS, WAITING);
    private final ScheduledExecutorService watch = Threads.scheduler("control-watch");
    private final Deadlines deadlines;
    private ServerSocketChannel server;

    /** Listens at that path once started; a socket left there by a dead server is replaced. */
    public ControlServer(Path socket, TimeSource time) {
        this.socket = socket;
        this.deadlines = new Deadlines(time);
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
        watch.scheduleAtFixedRate(this::closeOverdue, 1, 1, TimeUnit.SECONDS);
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
        watch.shutdown();
        pool.shutdown();
    }

    /** Closes the connections of clients that were too slow. */
    void closeOverdue() {
        int closed = deadlines.closeOverdue();
        if (closed > 0) {
            LOG.warn("control socket: {} clients were too slow and are disconnected", closed);
        }
    }

    /** How many clients a thread waits for. */
    int awaited() {
        return deadlines.size();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                try {
                    pool.execute(() -> serve(client));
                } catch (RejectedExecutionException e) {
                    refuse(client);
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
            deadlines.set(client, Duration.ofSeconds(REQUEST_SECONDS));
            Map<String, Object> reply = reply(client);
            deadlines.set(client, Duration.ofSeconds(REPLY_SECONDS));
            ByteBuffer line = wire(reply);
            while (line.hasRemaining()) {
                client.write(line);
            }
        } catch (IOException e) {
            LOG.debug("control client went away: {}", e.getMessage());
        } finally {
            deadlines.clear(client);
        }
    }

    private Map<String, Object> reply(SocketChannel client) throws IOException {
        String request;
        try {
            request = ControlWire.readLine(client, ControlWire.REQUEST_LIMIT);
        } catch (ControlWire.LineTooLongException e) {
            return failure("the request is too long: " + e.getMessage());
        }
        deadlines.clear(client);
        return answer(request);
    }

    /** Says why, without waiting for a client that does not listen. */
    private void refuse(SocketChannel client) throws IOException {
        try (client) {
            client.configureBlocking(false);
            client.write(wire(failure(
                    "the server is busy with " + (THREADS + WAITING) + " other commands; try again in a moment")));
        }
    }

    private ByteBuffer wire(Map<String, Object> reply) throws IOException {
        return ByteBuffer.wrap(ControlWire.line(json.writeValueAsString(reply)));
    }

    private static Map<String, Object> failure(String message) {
        return Map.of("ok", false, "error", message);
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
