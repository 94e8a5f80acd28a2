/**
 * What is published about people (RFC 3903): publications by presentity and event package in a map that servers share.
 *
 * <p>The store is safe on any thread: the publications about one presentity change in one step. {@link
 * org.breakwater.presence.publication.PublicationExpiry} belongs to one event loop. May call: platform.state,
 * platform.wire, platform.time, document.*, snom, merge.
 */
package org.breakwater.presence.publication;
