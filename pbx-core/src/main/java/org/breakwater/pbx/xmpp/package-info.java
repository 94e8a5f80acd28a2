/**
 * The gateway to XMPP within a main server: which server has the connection, what phones watch whom outside, messages from and
 * to the routing script.
 *
 * <p>The gateway has a loop of its own; SQL and the connection have threads of theirs. May call: pbx.presence, presence.xmpp,
 * script.module.xmpp, daemon, platform.
 */
package org.breakwater.pbx.xmpp;
