/**
 * Who is in which call: dialog-info (RFC 4235), read leniently and written in one form.
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.dialog;
