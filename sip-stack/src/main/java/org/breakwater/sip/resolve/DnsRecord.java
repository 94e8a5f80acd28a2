package org.breakwater.sip.resolve;

import java.net.InetAddress;

/** One record of an answer. Names are without the final dot, in lower case; the root is empty. */
public sealed interface DnsRecord {

    /** An A or AAAA record. */
    record Address(InetAddress address) implements DnsRecord {}

    /** An SRV record (RFC 2782). */
    record Srv(int priority, int weight, int port, String target) implements DnsRecord {}

    /** A NAPTR record (RFC 3403); flags and service in upper case. */
    record Naptr(int order, int preference, String flags, String service, String replacement) implements DnsRecord {}
}
