/**
 * The command line of the LifeGUARD.
 *
 * <p>Runs on the main thread, which may block. May call everything; nothing calls it.
 */
package org.breakwater.lifeguard.cli;
