/**
 * Digest access authentication (RFC 7616, RFC 8760, RFC 3261 §22): challenges, credentials, nonces and their replay
 * protection, checking for servers and answering for clients.
 *
 * <p>Pure: calls only the JDK and {@code sip.message}, reads no clock (times are handed in) and knows no users (HA1
 * values are handed in). What keeps hash state, {@link org.breakwater.sip.digest.DigestHash} and {@link
 * org.breakwater.sip.digest.NonceFactory}, belongs to one worker; {@link org.breakwater.sip.digest.NonceCounts} is
 * shared by all.
 */
package org.breakwater.sip.digest;
