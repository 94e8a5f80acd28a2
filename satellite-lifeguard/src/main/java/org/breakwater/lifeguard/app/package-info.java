/**
 * The composition root of the LifeGUARD: makes every part, wires them by constructor, starts and stops them in order, and
 * answers the control socket.
 *
 * <p>Runs on the main thread and on control threads, which may block. May call everything but the command line.
 */
package org.breakwater.lifeguard.app;
