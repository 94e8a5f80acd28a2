/**
 * What people switch: do not disturb and forwarding of users, and switches that belong to nobody (day and night, and others).
 * Servers share them; a key pressed at one server counts once on all of them, also when two are pressed at the same time.
 *
 * <p>Any thread; memory only. May call: document.feature, platform.state, platform.time, platform.wire.
 */
package org.breakwater.presence.feature;
