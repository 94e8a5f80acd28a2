package org.breakwater.sip.resolve;

/** Kinds of records that are asked for. */
public enum DnsType {
    A,
    AAAA,
    SRV,
    NAPTR
}
