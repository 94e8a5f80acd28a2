/**
 * Calls whose end no server may have seen: the phones are asked whether they are still in them.
 *
 * <p>Belongs to the loop of presence; replies are brought there. May call: daemon.calls, registrar.location, script.run,
 * platform.
 */
package org.breakwater.pbx.audit;
