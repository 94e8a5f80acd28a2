/**
 * Lamps beside the keys of other phones (BLF): one state of a person out of all their calls on all their devices, and the
 * documents each watching phone gets of it.
 *
 * <p>Pure; any thread. May call: document.dialog, document.pidf, presence.brand.
 */
package org.breakwater.presence.lamp;
