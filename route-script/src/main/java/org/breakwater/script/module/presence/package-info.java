/**
 * The {@code presence} and {@code presence_xml} modules as far as scripts load them: requests are refused until this server has
 * presence of its own.
 *
 * <p>Runs on the message's worker. May call: script.run.
 */
package org.breakwater.script.module.presence;
