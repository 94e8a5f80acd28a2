/**
 * Kamailio's sl module: replies without a transaction, and the ACKs that belong to them.
 *
 * <p>Runs on the message's worker. May call: script.export, script.run, sip-stack. The tm package above it uses {@link
 * org.breakwater.script.module.sl.ReplyWriter} for its own replies.
 */
package org.breakwater.script.module.sl;
