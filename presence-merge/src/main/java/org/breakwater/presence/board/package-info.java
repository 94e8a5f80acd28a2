/**
 * The board of lamps that are nobody's calls: switches and do-not-disturb, later parking slots, queues, agents and conference
 * rooms. Who has such a lamp posts it here; watchers by {@code dialog} and {@code presence} are shown it.
 *
 * <p>Any thread; memory only. May call: lamp, document.*, merge.
 */
package org.breakwater.presence.board;
