/**
 * Module rr: Record-Route and Route (RFC 3261 §16.4, §16.6), the direction of requests within a dialog, and parameters
 * that come back in Route.
 *
 * <p>Runs where the script runs. May call: script.run, script.export, script.module.core, sip.message, sip.flow.
 */
package org.breakwater.script.module.rr;
