/**
 * Features in the server's own database, so that they survive all servers. Rows tell when they changed; an older state never
 * replaces a newer one, whoever writes first.
 *
 * <p>Blocks; any thread that may. May call: platform.directory, presence.feature.
 */
package org.breakwater.presence.feature.store;
