/**
 * What a person is doing: PIDF (RFC 3863) with person and device (RFC 4479) and activities (RFC 4480), read leniently and
 * written in one form.
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.pidf;
