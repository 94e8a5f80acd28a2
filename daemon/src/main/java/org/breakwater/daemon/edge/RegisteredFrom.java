package org.breakwater.daemon.edge;

import java.net.InetAddress;
import org.breakwater.script.module.auth.AuthObserver;

/** Knows from where accounts are registered. Called on workers; must not block. */
@FunctionalInterface
public interface RegisteredFrom {

    /** Whether the account has a valid registration from that address. */
    boolean test(AuthObserver.Claim claim, InetAddress source);
}
