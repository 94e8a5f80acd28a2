package org.breakwater.cluster.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.breakwater.platform.config.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;

/** Asks the DNS for the servers of a cluster (RFC 2782). Blocks. */
final class SrvLookup {

    private static final Logger LOG = LoggerFactory.getLogger(SrvLookup.class);

    private final Resolver resolver;

    /** Asks the resolvers of this machine. */
    SrvLookup() {
        this(new ExtendedResolver());
    }

    SrvLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Names and ports by priority; empty when the DNS does not answer, which the log tells. */
    List<HostPort> servers(String name) {
        try {
            List<Record> records = LookupSession.builder()
                    .resolver(resolver)
                    .build()
                    .lookupAsync(Name.fromString(name, Name.root), Type.SRV)
                    .toCompletableFuture()
                    .join()
                    .getRecords();
            List<SRVRecord> found = new ArrayList<>();
            records.forEach(r -> found.add((SRVRecord) r));
            found.sort(Comparator.comparingInt(SRVRecord::getPriority));
            return found.stream()
                    .map(r -> new HostPort(r.getTarget().toString(true), r.getPort()))
                    .toList();
        } catch (TextParseException | RuntimeException e) {
            LOG.warn("the servers of the cluster cannot be looked up as SRV {}: {}", name, e.getMessage());
            return List.of();
        }
    }
}
