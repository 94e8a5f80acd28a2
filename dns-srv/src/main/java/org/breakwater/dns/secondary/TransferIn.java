package org.breakwater.dns.secondary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.dns.transfer.TransferKey;
import org.breakwater.dns.zone.Serials;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/** Transfers a zone with dnsjava: IXFR when there is something to start from, else AXFR. Blocks. */
public final class TransferIn implements ZoneFetch {

    private static final Logger LOG = LoggerFactory.getLogger(TransferIn.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Name origin;
    private final List<InetSocketAddress> primaries;
    private final Optional<TransferKey> key;

    /** Asks {@code primaries}, signed with {@code key} if there is one. */
    public TransferIn(Name origin, List<InetSocketAddress> primaries, Optional<TransferKey> key) {
        this.origin = origin;
        this.primaries = List.copyOf(primaries);
        this.key = key;
    }

    /** Every primary is asked, since the first may be the one that has not heard of a change yet. */
    @Override
    public Optional<ZoneContents> fetch(Optional<ZoneContents> have, Optional<InetSocketAddress> first)
            throws IOException, ZoneException {
        List<InetSocketAddress> order = new ArrayList<>(primaries);
        first.filter(order::remove).ifPresent(address -> order.add(0, address));
        Optional<ZoneContents> newest = have;
        IOException silent = null;
        int answered = 0;
        for (InetSocketAddress primary : order) {
            try {
                newest = transfer(primary, newest);
                answered++;
            } catch (IOException e) {
                LOG.warn("zone {} from {}: {}", origin, primary, e.toString());
                silent = e;
            }
        }
        if (answered == 0) {
            throw silent == null ? new IOException("zone " + origin + " has no primaries") : silent;
        }
        return have.isPresent()
                        && newest.isPresent()
                        && newest.get().serial() == have.get().serial()
                ? Optional.empty()
                : newest;
    }

    private Optional<ZoneContents> transfer(InetSocketAddress primary, Optional<ZoneContents> have)
            throws IOException, ZoneException {
        if (have.isPresent()) {
            try {
                return Optional.of(receive(primary, have.get()));
            } catch (ZoneException e) {
                LOG.warn("{}; the whole zone is fetched from {}", e.getMessage(), primary);
            }
        }
        TSIG tsig = key.map(TransferKey::tsig).orElse(null);
        ZoneContents whole = run(ZoneTransferIn.newAXFR(origin, primary, tsig)).result(null);
        return have.isPresent() && !Serials.isNewer(whole.serial(), have.get().serial()) ? have : Optional.of(whole);
    }

    private ZoneContents receive(InetSocketAddress primary, ZoneContents have) throws IOException, ZoneException {
        TSIG tsig = key.map(TransferKey::tsig).orElse(null);
        return run(ZoneTransferIn.newIXFR(origin, have.serial(), true, primary, tsig))
                .result(have);
    }

    private TransferRecords run(ZoneTransferIn transfer) throws IOException {
        transfer.setTimeout(TIMEOUT);
        TransferRecords records = new TransferRecords(origin);
        try {
            transfer.run(records);
        } catch (ZoneTransferException e) {
            throw new IOException("transfer failed: " + e.getMessage(), e);
        }
        return records;
    }
}
