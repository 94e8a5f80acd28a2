/**
 * How many messages wait: simple-message-summary (RFC 3842).
 *
 * <p>Pure; any thread. May call: presence.xml for the exception.
 */
package org.breakwater.presence.document.mwi;
