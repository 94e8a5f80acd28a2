package org.breakwater.platform.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to a file, a line each, and hands them to subscribers, both on a thread of its own.
 *
 * <p>At most 10,000 events wait; one more is dropped and counted, and the file says how many are missing. A file that was
 * moved away (logrotate) is made anew before the next line.
 */
public final class SecurityLogFile implements SecurityLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityLogFile.class);

    private static final int CAPACITY = 10_000;
    private static final long STOP_SECONDS = 3;

    private final Path file;
    private final TimeSource time;
    private final Counter dropped;
    private final Map<SecurityEvent.Kind, Counter> recorded = new EnumMap<>(SecurityEvent.Kind.class);
    private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ThreadPoolExecutor writer = Threads.blockingPool("security-log", 1, 4);
    private final List<Consumer<SecurityEvent>> subscribers = new CopyOnWriteArrayList<>();
    private FileChannel channel;
    private Object openFile;
    private long droppedSaid;
    private boolean failing;

    /** Writes to {@code file}, which is made at once with its folder: fail2ban wants it to be there. */
    public SecurityLogFile(Path file, TimeSource time, Metrics metrics) {
        this.file = file;
        this.time = time;
        this.dropped = metrics.counter(
                "breakwater_security_events_dropped", "Security events that were not logged because too many waited");
        for (SecurityEvent.Kind kind : SecurityEvent.Kind.values()) {
            recorded.put(
                    kind, metrics.counter("breakwater_security_events", "Security events", "event", kind.logName()));
        }
        wake();
    }

    @Override
    public void record(SecurityEvent event) {
        recorded.get(event.kind()).increment();
        if (!queue.offer(new Entry(event, time.epochMillis()))) {
            dropped.increment();
            return;
        }
        wake();
    }

    /** Calls {@code subscriber} for every later event, on the log's thread; it must be quick. One that throws is told no more. */
    public void subscribe(Consumer<SecurityEvent> subscriber) {
        subscribers.add(subscriber);
    }

    /** Writes what waits and closes the file. Blocks for at most three seconds. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                drain();
                closeFile();
            } else {
                LOG.error("{} could not be completed before stopping", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once the writer is shut down, {@link #close()} writes the rest. */
    private void wake() {
        if (!writer.isShutdown() && scheduled.compareAndSet(false, true)) {
            try {
                writer.execute(this::drainUntilEmpty);
            } catch (RejectedExecutionException e) {
                LOG.debug("closing: the rest of the security events is written by the closing thread", e);
            }
        }
    }

    private void drainUntilEmpty() {
        drain();
        scheduled.set(false);
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private void drain() {
        StringBuilder lines = new StringBuilder();
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            lines.append(SecurityLogLine.format(entry.event(), Instant.ofEpochMilli(entry.epochMillis())));
            tell(entry.event());
            if (lines.length() > 1 << 16) {
                write(lines);
            }
        }
        sayWhatIsMissing(lines);
        write(lines);
    }

    private void tell(SecurityEvent event) {
        for (Consumer<SecurityEvent> subscriber : subscribers) {
            try {
                subscriber.accept(event);
            } catch (RuntimeException e) {
                LOG.error("a subscriber of the security log failed and is told no more", e);
                subscribers.remove(subscriber);
            }
        }
    }

    private void sayWhatIsMissing(StringBuilder lines) {
        long total = dropped.value();
        if (total > droppedSaid) {
            lines.append(time.now())
                    .append(" event=EventsDropped count=")
                    .append(total - droppedSaid)
                    .append('\n');
            droppedSaid = total;
        }
    }

    private void write(StringBuilder lines) {
        try {
            openIfNeeded();
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("security events cannot be written to {}: {}", file, e.getMessage());
            }
            failing = true;
            closeFile();
        }
        lines.setLength(0);
    }

    private void openIfNeeded() throws IOException {
        if (channel != null && Files.exists(file) && keyOf(file).equals(openFile)) {
            return;
        }
        closeFile();
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        openFile = keyOf(file);
    }

    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void closeFile() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.error("{} could not be closed: {}", file, e.getMessage());
        }
        channel = null;
    }

    private record Entry(SecurityEvent event, long epochMillis) {}
}
