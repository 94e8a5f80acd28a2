/**
 * Copies of zones whose primaries are elsewhere: when to ask for changes, when to stop serving (RFC 1035 §3.3.13), IXFR
 * and AXFR in, and the copy on disk from which a server starts without its primaries.
 *
 * <p>{@link org.breakwater.dns.secondary.SecondaryZone} runs on the server's own work thread; transfers run on a pool.
 * May call: {@code dns.zone}, {@code dns.transfer} (keys), dnsjava, {@code platform.time}.
 */
package org.breakwater.dns.secondary;
