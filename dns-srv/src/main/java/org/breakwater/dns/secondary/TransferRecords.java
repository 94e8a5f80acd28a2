package org.breakwater.dns.secondary;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneDelta;
import org.breakwater.dns.zone.ZoneException;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** Takes the records of one transfer as they come, not more of them than a zone may have. */
final class TransferRecords implements ZoneTransferIn.ZoneTransferHandler {

    private static final int MAX_RECORDS = 500_000;

    private final Name origin;
    private final List<Record> whole = new ArrayList<>();
    private final List<ZoneDelta> deltas = new ArrayList<>();
    private boolean isWhole;
    private int count;
    private SOARecord from;
    private SOARecord to;
    private List<Record> removed = new ArrayList<>();
    private List<Record> added = new ArrayList<>();

    TransferRecords(Name origin) {
        this.origin = origin;
    }

    /**
     * The zone after the transfer.
     *
     * @param have what a difference applies to; null when the whole zone was asked for
     * @throws ZoneException when that does not work out
     */
    ZoneContents result(ZoneContents have) throws ZoneException {
        if (isWhole) {
            return ZoneContents.of(origin, whole);
        }
        closeDelta();
        ZoneContents zone = have;
        for (ZoneDelta delta : deltas) {
            zone = delta.applyTo(zone);
        }
        if (zone == null) {
            throw new ZoneException("zone " + origin + ": the transfer was empty");
        }
        return zone;
    }

    @Override
    public void startAXFR() {
        isWhole = true;
    }

    @Override
    public void startIXFR() {
        isWhole = false;
    }

    @Override
    public void startIXFRDeletes(Record soa) {
        closeDelta();
        from = (SOARecord) soa;
    }

    @Override
    public void startIXFRAdds(Record soa) {
        to = (SOARecord) soa;
    }

    @Override
    public void handleRecord(Record record) throws ZoneTransferException {
        if (++count > MAX_RECORDS) {
            throw new ZoneTransferException("more than " + MAX_RECORDS + " records");
        }
        if (isWhole) {
            whole.add(record);
        } else if (record.getType() != Type.SOA) {
            (to == null ? removed : added).add(record);
        }
    }

    private void closeDelta() {
        if (from != null && to != null) {
            deltas.add(new ZoneDelta(from, to, removed, added));
        }
        from = null;
        to = null;
        removed = new ArrayList<>();
        added = new ArrayList<>();
    }
}
