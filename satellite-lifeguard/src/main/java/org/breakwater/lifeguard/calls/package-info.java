/**
 * Keeps records of the calls that this LifeGUARD routed by itself, from the INVITE to the BYE.
 *
 * <p>Hears of transactions on their workers and never blocks there; the disk is written on a thread of its own. May call:
 * lifeguard.store, registrar.sync's values, script.run.
 */
package org.breakwater.lifeguard.calls;
