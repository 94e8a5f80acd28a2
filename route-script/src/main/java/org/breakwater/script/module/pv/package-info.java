/**
 * The pv module: pseudo-variables of the message, of addresses and sockets, of time, AVPs and script variables, and the
 * functions over them. Transformations are in {@code transform}.
 *
 * <p>Runs where the script runs. Shared variables are safe on any thread; everything else belongs to the context. May
 * call: script.run, script.export, module.core, module.auth (for accepted credentials), sip.message, sip.digest, sip.flow.
 */
package org.breakwater.script.module.pv;
