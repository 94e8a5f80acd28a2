package org.breakwater.dns.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A zone as it is now, with the way back to some earlier versions. Immutable.
 *
 * <p>The journal is bounded in differences and in records; the oldest is forgotten first, and whoever asks for more gets
 * the whole zone.
 */
public final class ZoneVersion implements ZoneSource {

    private final ZoneContents contents;
    private final List<ZoneDelta> journal;
    private final ZoneLookup lookup;

    private ZoneVersion(ZoneContents contents, List<ZoneDelta> journal) {
        this.contents = contents;
        this.journal = List.copyOf(journal);
        this.lookup = new ZoneLookup(contents);
    }

    /** A version without a past. */
    public static ZoneVersion first(ZoneContents contents) {
        return new ZoneVersion(contents, List.of());
    }

    /**
     * The version after this one.
     *
     * @param maxDeltas differences that are kept, 0 or more
     */
    public ZoneVersion next(ZoneContents changed, int maxDeltas) {
        List<ZoneDelta> longer = new ArrayList<>(journal);
        longer.add(ZoneDelta.between(contents, changed));
        // Sending more records than the zone has would be pointless.
        while (longer.size() > maxDeltas
                || longer.stream().mapToInt(ZoneDelta::size).sum() > 2 * changed.size() + 64) {
            longer.remove(0);
        }
        return new ZoneVersion(changed, longer);
    }

    /** All records. */
    public ZoneContents contents() {
        return contents;
    }

    /** The differences from {@code serial} on, oldest first; empty when it is not known. */
    public Optional<List<ZoneDelta>> since(long serial) {
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).from().getSerial() == serial) {
                return Optional.of(journal.subList(i, journal.size()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Name origin() {
        return contents.origin();
    }

    @Override
    public Finding find(Name name, int type) {
        return lookup.find(name, type);
    }

    @Override
    public List<Record> set(Name name, int type) {
        return contents.set(name, type);
    }
}
