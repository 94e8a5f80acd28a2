/**
 * What a calendar says: intervals in which somebody is busy, and the rule that makes presence of them.
 *
 * <p>Pure; any thread. May call: document.pidf.
 */
package org.breakwater.presence.calendar.busy;
