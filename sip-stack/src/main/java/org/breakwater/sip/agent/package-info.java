/**
 * A user agent (RFC 3261 §8 to §15) over the transaction layer: registration kept alive, calls made and taken, digest
 * answered. What a phone, a gateway or a test caller is made of.
 *
 * <p>An agent belongs to one worker: its methods are called there and its listeners are told there. It never blocks. May
 * call: dialog, subscription, transaction, digest, flow, message, platform.time.
 */
package org.breakwater.sip.agent;
