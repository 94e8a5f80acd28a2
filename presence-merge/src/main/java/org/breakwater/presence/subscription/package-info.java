/**
 * Who watches whom: subscriptions (RFC 6665) in a map that servers share, each served by one of them. The server that serves
 * one has an {@link org.breakwater.presence.watcher.Observation} of it; when it dies, another goes on with what is in the map.
 * Every server knows who watches whom, and tells those who asked for that.
 *
 * <p>{@link org.breakwater.presence.subscription.Subscriptions} belongs to one loop; {@link
 * org.breakwater.presence.subscription.Desk} is safe on any thread. May call: presence.watcher, presence.person, presence.rls,
 * presence.winfo, presence.lamp, presence.brand, presence.xcap for how a watcher is handled, sip.subscription, platform.state, platform.wire, platform.time.
 */
package org.breakwater.presence.subscription;
