/**
 * Lists of people to watch in one subscription (RFC 4662): who is in a list, what a phone was shown of it, when it gets
 * NOTIFY.
 *
 * <p>Belongs to one event loop; values may go anywhere. May call: watcher, lamp, brand,
 * document.rlmi, document.pidf, sip.subscription.
 */
package org.breakwater.presence.rls;
