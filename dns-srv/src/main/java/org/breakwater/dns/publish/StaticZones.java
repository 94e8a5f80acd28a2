package org.breakwater.dns.publish;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.dns.zone.MasterFileReader;
import org.breakwater.dns.zone.Serials;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.breakwater.dns.zone.ZoneSource;
import org.breakwater.dns.zone.ZoneVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;

/** Zones from master files. Reads files, so it runs on the work thread. */
public final class StaticZones {

    private static final Logger LOG = LoggerFactory.getLogger(StaticZones.class);

    private final Publisher publisher;
    private final Path folder;
    private final List<ZoneFile> files;

    /** Nothing is read yet; files lie in {@code folder}. */
    public StaticZones(Publisher publisher, Path folder, List<ZoneFile> files) {
        this.publisher = publisher;
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /**
     * A zone from a file.
     *
     * @param origin its name
     * @param file in the folder
     * @param views indexes of those that show it
     */
    public record ZoneFile(Name origin, Path file, List<Integer> views) {}

    /**
     * Reads all files and publishes those with another serial.
     *
     * @return how many were published
     * @throws ZoneException {@code file:line: …} when one is wrong; nothing has changed then
     */
    public int load() throws ZoneException {
        Map<ZoneFile, ZoneContents> read = new LinkedHashMap<>();
        for (ZoneFile file : files) {
            read.put(file, MasterFileReader.read(folder, file.file(), file.origin()));
        }
        int changed = 0;
        for (Map.Entry<ZoneFile, ZoneContents> entry : read.entrySet()) {
            if (isNews(entry.getKey(), entry.getValue())) {
                publisher.publish(entry.getKey().views(), entry.getValue());
                changed++;
            }
        }
        return changed;
    }

    private boolean isNews(ZoneFile file, ZoneContents contents) {
        ZoneSource shown = file.views().stream()
                .findFirst()
                .flatMap(view -> publisher.zone(view, file.origin()))
                .orElse(null);
        if (!(shown instanceof ZoneVersion version)) {
            return true;
        }
        if (Serials.isNewer(contents.serial(), version.contents().serial())) {
            return true;
        }
        if (!contents.sameRecords(version.contents())) {
            LOG.warn(
                    "{}: the zone changed but its serial {} did not grow; the old one is kept",
                    file.file(),
                    contents.serial());
        }
        return false;
    }
}
