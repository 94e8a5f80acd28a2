package org.breakwater.dns.secondary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.dns.zone.MasterFileReader;
import org.breakwater.dns.zone.MasterFileWriter;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/**
 * Copies of zones on disk, a master file each. A file is replaced as a whole: after a power cut there is the old one or
 * the new one. Its time of change is when a primary last confirmed it. Blocks.
 */
public final class ZoneFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ZoneFiles.class);

    private final Path folder;
    private final TimeSource time;

    /** The folder is made when it is needed. */
    public ZoneFiles(Path folder, TimeSource time) {
        this.folder = folder;
        this.time = time;
    }

    /**
     * A copy that was found.
     *
     * @param contents of the zone
     * @param ageSeconds since a primary confirmed it; negative when the clock was set back
     */
    record Found(ZoneContents contents, long ageSeconds) {}

    /** Reads a copy. One that cannot be read is reported and left alone. */
    Optional<Found> load(String view, Name origin) {
        Path file = file(view, origin);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ZoneContents contents = MasterFileReader.read(folder, file.getFileName(), origin);
            long age = time.epochMillis() - Files.getLastModifiedTime(file).toMillis();
            return Optional.of(new Found(contents, Math.floorDiv(age, 1000L)));
        } catch (IOException | ZoneException e) {
            LOG.error("the copy of zone {} is of no use and will be fetched again: {}", origin, e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps a copy. A failure is reported; the zone is served all the same. */
    void save(String view, ZoneContents contents) {
        Path file = file(view, contents.origin());
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".zone", ".new");
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer text =
                        ByteBuffer.wrap(MasterFileWriter.text(contents).getBytes(StandardCharsets.ISO_8859_1));
                while (text.hasRemaining()) {
                    out.write(text);
                }
                out.force(true);
            }
            touch(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("zone {} cannot be kept on disk: {}", contents.origin(), e.toString());
        }
    }

    /** Notes that a primary confirmed the copy. */
    void confirm(String view, Name origin) {
        Path file = file(view, origin);
        try {
            if (Files.exists(file)) {
                touch(file);
            }
        } catch (IOException e) {
            LOG.error("{} cannot be marked as confirmed: {}", file, e.toString());
        }
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.epochMillis()));
    }

    /** Names may hold anything; file names may not. */
    private Path file(String view, Name origin) {
        String plain = view + "_" + Names.shown(origin).toLowerCase(Locale.ROOT);
        return folder.resolve(plain.replaceAll("[^a-z0-9._-]", "=") + ".zone");
    }
}
