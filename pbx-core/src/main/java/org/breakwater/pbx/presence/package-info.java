/**
 * Presence and lamps of a main server: PUBLISH and SUBSCRIBE as scripts hand them over, what follows from calls and
 * registrations, NOTIFY on its way to phones, and what is shown of all that.
 *
 * <p>Requests are answered on their worker; subscriptions belong to a loop of their own; listeners of maps only mark who
 * changed. May call: presence, script.module.presence, script.run, daemon, registrar, platform.
 */
package org.breakwater.pbx.presence;
