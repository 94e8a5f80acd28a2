/**
 * Who watches whom: watcherinfo (RFC 3858).
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.winfo;
