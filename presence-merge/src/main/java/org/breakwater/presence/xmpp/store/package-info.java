/**
 * Who watches whom across SIP and XMPP, in the table {@code breakwater_xmpp_roster}.
 *
 * <p>Reading blocks; changes are written by a thread of their own. May call: presence.xmpp.gateway, presence.xmpp.stanza,
 * platform.
 */
package org.breakwater.presence.xmpp.store;
