/**
 * What a zone is: its records, how a question is looked up in it (RFC 1034 §4.3.2, RFC 4592), how two versions differ
 * (RFC 1995), how it is written in a file (RFC 1035 §5), and which records follow from the company's servers and sites.
 *
 * <p>Pure: immutable values, any thread, no clock and no sockets. May call: the JDK, dnsjava's record types and {@code
 * platform.security} (networks).
 */
package org.breakwater.dns.zone;
