/**
 * What several modules need and none of them owns: Kamailio's parameter names, and the message of event routes that
 * have none.
 *
 * <p>Values without state; any thread. May call: script.export and sip-stack's message.
 */
package org.breakwater.script.module.shared;
