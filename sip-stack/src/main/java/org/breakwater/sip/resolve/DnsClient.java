package org.breakwater.sip.resolve;

import java.util.function.Consumer;

/** Asks DNS one question without blocking. */
public interface DnsClient {

    /** Calls back exactly once, on any thread, maybe before it returns. */
    void query(String name, DnsType type, Consumer<DnsAnswer> done);
}
