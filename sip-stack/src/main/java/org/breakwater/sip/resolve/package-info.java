/**
 * Finding SIP servers (RFC 3263): a next hop becomes an ordered list of targets, by NAPTR, SRV (RFC 2782) and address
 * records.
 *
 * <p>Called on a worker and answers on it; DNS is asked asynchronously and never blocks. The cache is shared by all
 * workers. May call: flow, message, platform.time, dnsjava.
 */
package org.breakwater.sip.resolve;
