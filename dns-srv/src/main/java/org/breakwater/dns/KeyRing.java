package org.breakwater.dns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.transfer.TransferKey;
import org.breakwater.dns.zone.Names;
import org.breakwater.platform.time.TimeSource;
import org.xbill.DNS.Name;

/** The configured keys, each with the view it opens. */
final class KeyRing {

    private final Map<String, TransferKey> keys = new HashMap<>();

    KeyRing(DnsConfig config, TimeSource time) {
        for (DnsConfig.Key key : config.keys()) {
            OptionalInt view = viewOf(key.name(), config.views());
            keys.put(key.name(), TransferKey.of(Names.absolute(key.name()), key.secret(), view, time));
        }
    }

    Optional<TransferKey> find(Optional<String> name) {
        return name.map(keys::get);
    }

    Map<Name, TransferKey> byName() {
        Map<Name, TransferKey> result = new HashMap<>();
        keys.values().forEach(key -> result.put(key.name(), key));
        return result;
    }

    private static OptionalInt viewOf(String key, List<DnsConfig.View> views) {
        return IntStream.range(0, views.size())
                .filter(i -> views.get(i).key().filter(key::equals).isPresent())
                .findFirst();
    }
}
