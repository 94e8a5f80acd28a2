/**
 * XML as the documents of presence need it: read into a small tree within bounds, written with the same octets every
 * time. Neither a document type nor an entity of one's own is accepted, so nothing can be fetched or blown up.
 *
 * <p>Pure; any thread. May call: the JDK only.
 */
package org.breakwater.presence.xml;
