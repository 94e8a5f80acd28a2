/**
 * XCAP (RFC 4825): documents of users, read and changed whole, by element and by attribute, as a function from request to
 * response over a store of documents; and the lists that follow from them (RFC 4826). HTTP, and who somebody is, are the
 * business of whoever calls.
 *
 * <p>Any thread that may block when the store does. May call: presence.xml, document.pidf, rls for definitions of lists.
 */
package org.breakwater.presence.xcap;
