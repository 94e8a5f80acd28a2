/**
 * What phones are shown of the event packages besides lamps, presence and lists: {@code reg}, {@code conference}, {@code
 * dialog;sla}, {@code as-feature-event}. Each is a View, so that a Watch keeps its promises for it.
 *
 * <p>Pure; any thread. May call: watcher for the interface, the packages document.*.
 */
package org.breakwater.presence.picture;
