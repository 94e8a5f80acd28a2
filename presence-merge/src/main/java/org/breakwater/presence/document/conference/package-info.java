/**
 * Who is in a conference, as a document (RFC 4575).
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.conference;
