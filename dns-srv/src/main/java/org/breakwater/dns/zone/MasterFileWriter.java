package org.breakwater.dns.zone;

/** Writes zones in master file format, one record a line with complete names. */
public final class MasterFileWriter {

    private MasterFileWriter() {}

    /** The text of a file that {@link MasterFileReader} reads back. */
    public static String text(ZoneContents zone) {
        StringBuilder text = new StringBuilder(zone.size() * 64);
        zone.records().forEach(record -> text.append(record).append('\n'));
        return text.toString();
    }
}
