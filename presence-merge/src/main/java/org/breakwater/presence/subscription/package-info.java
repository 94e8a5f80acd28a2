/**
 * Who watches whom: subscriptions (RFC 6665) in a map that servers share, each served by one of them. The server that serves
 * one has a {@link org.breakwater.presence.watcher.Watch} for it; when it dies, another goes on with what is in the map.
 *
 * <p>{@link org.breakwater.presence.subscription.Subscriptions} belongs to one loop; {@link
 * org.breakwater.presence.subscription.Desk} is safe on any thread. May call: presence.watcher, presence.person,
 * presence.lamp, presence.brand, sip.subscription, platform.state, platform.wire, platform.time.
 */
package org.breakwater.presence.subscription;
