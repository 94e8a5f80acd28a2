/**
 * Questions to media relays over UDP. The only place of the modules that opens sockets.
 *
 * <p>Blocks for a bounded time: only pool threads may call. May call: the JDK.
 */
package org.breakwater.script.module.mediarelay.transport;
