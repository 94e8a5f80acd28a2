/**
 * Module maxfwd: checks and counts down Max-Forwards (RFC 3261 §16.3, §16.6).
 *
 * <p>Runs where the script runs. May call: script.run, script.export, sip.message.
 */
package org.breakwater.script.module.maxfwd;
