/**
 * Event packages beside presence, lamps and mailboxes, each as what is true of somebody and how it is shown: registrations,
 * shared lines, conferences.
 *
 * <p>Belongs to the loop of subscriptions; reads memory only. May call: presence.
 */
package org.breakwater.pbx.watched;
