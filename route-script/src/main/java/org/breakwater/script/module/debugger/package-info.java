/**
 * The {@code debugger} module: writes messages and variables to the log.
 *
 * <p>Runs on any thread that runs scripts. May call: script.run.
 */
package org.breakwater.script.module.debugger;
