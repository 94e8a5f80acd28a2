/**
 * Transformations of the pv module: {@code s. uri. param. nameaddr. tobody. line. urialias.} A null value stays null;
 * what is not found gives the empty string; what cannot be computed gives null.
 *
 * <p>Pure but for logging; runs where the script runs. May call: script.run, script.export, module.core, sip.message.
 */
package org.breakwater.script.module.pv.transform;
