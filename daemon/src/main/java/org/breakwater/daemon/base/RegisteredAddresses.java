package org.breakwater.daemon.base;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.breakwater.daemon.edge.RegisteredFrom;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Addresses from which accounts are registered, of every location table. */
public final class RegisteredAddresses implements RegisteredFrom {

    private final Locations locations;

    RegisteredAddresses(Locations locations) {
        this.locations = locations;
    }

    @Override
    public boolean test(AuthObserver.Claim claim, InetAddress source) {
        for (Location table : locations.all()) {
            for (String aor : addressesOfRecord(claim)) {
                for (Binding binding : table.lookup(aor)) {
                    String from = binding.route().received();
                    if (isAt(from == null ? binding.contact() : from, source)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** How the account may be called in a table: with a domain or without, in its own letters or in small ones. */
    private static Set<String> addressesOfRecord(AuthObserver.Claim claim) {
        String account = claim.account();
        int at = account.indexOf('@');
        String user = at < 0 ? account : account.substring(0, at);
        String withDomain = at < 0 ? account + '@' + claim.realm() : account;
        Set<String> names = new LinkedHashSet<>();
        for (String name : new String[] {user, withDomain}) {
            names.add(name);
            names.add(name.toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static boolean isAt(String uri, InetAddress source) {
        try {
            String host = SipUri.parse(uri).host();
            return host != null
                    && IpNetwork.isAddress(host)
                    && IpNetwork.parseAddress(host).equals(source);
        } catch (SipParseException e) {
            return false;
        }
    }
}
