/**
 * The siputils module: tests of messages and URIs, encoded contacts, OPTIONS answers, Remote-Party-ID and
 * P-Charging-Vector.
 *
 * <p>Runs where the script runs; what answers runs on the worker. May call: script.run, script.export, module.core,
 * module.auth (for accepted credentials), sip.message, sip.flow.
 */
package org.breakwater.script.module.siputils;
