/**
 * Zones on their way to others: AXFR (RFC 5936) and IXFR (RFC 1995) out, NOTIFY (RFC 1996), and everything signed with
 * TSIG (RFC 8945).
 *
 * <p>Requests are read on event loops; transfers run on a pool of their own, bounded in threads and in waiting requests.
 * May call: {@code dns.answer}, {@code dns.zone}, dnsjava, {@code platform.time}.
 */
package org.breakwater.dns.transfer;
