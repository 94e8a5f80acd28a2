/**
 * The {@code uac} module: From and To as others shall see them, answers to challenges, requests of the script's own.
 *
 * <p>Runs on the message's worker. May call: sip.digest, script.run.
 */
package org.breakwater.script.module.uac;
