/**
 * Lists of resources (RFC 4662): the list's own document and the multipart body that carries it with the members' states.
 *
 * <p>Pure; any thread. May call: presence.xml.
 */
package org.breakwater.presence.document.rlmi;
