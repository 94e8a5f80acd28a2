/**
 * Session descriptions (RFC 8866) as values: read to records with every line kept in order, written back octet for
 * octet where nothing was changed; and the small part of offer/answer (RFC 3264) that an endpoint for G.711 and
 * telephone events needs.
 *
 * <p>Pure: runs on any thread, calls only the JDK and {@code sip.message}. Text is wire text, one char per octet.
 */
package org.breakwater.sip.sdp;
