/**
 * What a server checks of a message before anything else looks at it (RFC 3261 §8.2, §16.3, §18.1.2), and where answers
 * may go. The yardstick is RFC 4475 and RFC 5118: what is valid passes however odd, what is not is refused with a
 * reason that names the header, never dropped in silence when it can be answered.
 *
 * <p>Pure: runs on any thread, calls only the JDK and {@code sip.message}.
 */
package org.breakwater.sip.validate;
