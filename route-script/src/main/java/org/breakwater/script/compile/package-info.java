/**
 * Turns a parsed configuration into a program of closures: modules loaded, parameters set, names resolved, arguments
 * fixed, all faults collected with their place.
 *
 * <p>Runs once on the thread that loads the script. May call: script.syntax, script.export, script.run and the module
 * catalogue.
 */
package org.breakwater.script.compile;
