package org.breakwater.script.module.corex;

import java.util.Locale;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Numbers;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * A domain all of whose subdomains are ours: {@code [protocol:]domain[:port]}.
 *
 * @param suffix in lower case with a leading dot
 * @param port 0 for any
 * @param protocol null for any
 */
record SubdomainAlias(String suffix, int port, String protocol) implements LocalDomains.Check {

    static SubdomainAlias parse(String text) throws FixupException {
        String rest = text.trim();
        String protocol = null;
        int colon = rest.indexOf(':');
        if (colon > 0 && TransportProtocol.of(rest.substring(0, colon)).isPresent()) {
            protocol = rest.substring(0, colon).toLowerCase(Locale.ROOT);
            rest = rest.substring(colon + 1);
        }
        int port = 0;
        int portColon = rest.indexOf(':');
        if (portColon >= 0) {
            port = Numbers.parseOrZero(rest.substring(portColon + 1));
            rest = rest.substring(0, portColon);
        }
        if (rest.isEmpty()) {
            throw new FixupException("alias_subdomains: \"" + text + "\" has no domain");
        }
        return new SubdomainAlias("." + rest.toLowerCase(Locale.ROOT), port, protocol);
    }

    @Override
    public boolean isLocal(String host, int wantedPort, String wantedProtocol) {
        String h = host.toLowerCase(Locale.ROOT);
        return (h.endsWith(suffix) || h.equals(suffix.substring(1)))
                && (port == 0 || wantedPort == 0 || port == wantedPort)
                && (protocol == null || wantedProtocol == null || protocol.equals(wantedProtocol));
    }
}
