/**
 * The DNS server as one part: {@link org.breakwater.dns.DnsServer} wires the packages below by constructor and is all that
 * embedders need beside the configuration and their ports ({@code HealthSource}, {@code NumberSource}).
 *
 * <p>Threads: event loops {@code dns-io}, one work thread {@code dns-work}, pools {@code dns-out} and {@code dns-in} for
 * transfers.
 */
package org.breakwater.dns;
