/**
 * Transactions of RFC 3261 §17 with the corrections of RFC 6026: four state machines as pure functions, shells that
 * carry out what they ask for over {@code flow}, and the table that finds a message's transaction.
 *
 * <p>All work of a Call-ID is done on one worker, so each worker has a table of its own and nothing here is locked.
 * May call: message, flow, platform.time. What a request means is the business of the layer above: a routing script
 * decides itself when a transaction is made, a user agent gets one for every request
 * ({@link org.breakwater.sip.transaction.UserAgentServer}).
 */
package org.breakwater.sip.transaction;
