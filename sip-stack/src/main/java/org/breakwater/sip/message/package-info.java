/**
 * SIP messages as values: an index over the received bytes, lazily parsed header fields, edits and writers.
 *
 * <p>Text of a message is held in Strings with one char per octet (ISO 8859-1), so that what is not understood passes
 * through unchanged; {@link org.breakwater.sip.message.Octets} turns it into Unicode for people. Pure: runs on any
 * thread, calls only the JDK.
 */
package org.breakwater.sip.message;
