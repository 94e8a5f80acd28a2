/**
 * Kamailio's tmx module: more functions and the pseudo-variables of transactions.
 *
 * <p>Runs where tm runs. May call: script.export, script.run, module.tm, sip-stack.
 */
package org.breakwater.script.module.tmx;
