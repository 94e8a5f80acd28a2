/**
 * The module xmpp: messages between SIP and XMPP as scripts see them. The gateway itself is behind {@link XmppPort}.
 *
 * <p>On the message's worker. May call: script.export, script.run, script.module.tm, script.module.core, sip-stack.
 */
package org.breakwater.script.module.xmpp;
