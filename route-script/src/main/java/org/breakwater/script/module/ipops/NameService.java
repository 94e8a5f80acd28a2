package org.breakwater.script.module.ipops;

import java.net.InetAddress;
import java.util.List;
import org.breakwater.sip.resolve.DnsAnswer;
import org.breakwater.sip.resolve.DnsType;

/** What the module asks of the system and of DNS. Calls wait; they are made on pool threads only. */
public interface NameService {

    /** All addresses of a name, by the system's resolver; empty when it has none. */
    List<InetAddress> addresses(String host);

    /** Asks DNS. */
    DnsAnswer query(String name, DnsType type);

    /** The name of this host. Does not wait. */
    String hostName();
}
