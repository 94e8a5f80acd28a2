package org.breakwater.pbx.names;

import java.util.Optional;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.platform.directory.AliasDirectory;

/** Aliases of users that are telephone numbers, as ENUM shows them: {@code sip:USER@ZONE}. */
public final class AliasNumbers implements NumberSource {

    private final AliasDirectory aliases;
    private final Optional<String> zone;

    /**
     * Numbers of a table of aliases.
     *
     * @param zone the domain in the URIs, which every main server takes for its own; without one it is the user's
     */
    public AliasNumbers(AliasDirectory aliases, Optional<String> zone) {
        this.aliases = aliases;
        this.zone = zone;
    }

    @Override
    public Optional<String> uri(String digits) {
        return aliases.numberTarget(digits)
                .map(target -> "sip:" + target.username() + "@" + zone.orElse(target.domain()));
    }

    @Override
    public boolean anyBelow(String digits) {
        return aliases.hasNumberBelow(digits);
    }
}
