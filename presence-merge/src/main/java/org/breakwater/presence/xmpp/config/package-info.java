/**
 * The section {@code xmpp} of {@code breakwater.yaml}.
 *
 * <p>Read once at start. May call: platform.config, presence.xmpp.stanza.
 */
package org.breakwater.presence.xmpp.config;
