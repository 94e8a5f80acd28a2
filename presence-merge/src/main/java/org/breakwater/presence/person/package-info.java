/**
 * What is true of a person at the moment: presence, lamp and mailbox, out of what is published, calls and registrations.
 *
 * <p>Safe on any thread; reads memory only. May call: presence.publication, presence.merge, presence.lamp, presence.board, document.*,
 * platform.time.
 */
package org.breakwater.presence.person;
