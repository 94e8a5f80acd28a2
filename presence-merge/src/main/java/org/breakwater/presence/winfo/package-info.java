/**
 * Who watches somebody (RFC 3857): the roll of a person's watchers and the documents of {@code presence.winfo} made of it.
 *
 * <p>Belongs to one event loop. May call: watcher, document.winfo, platform.time.
 */
package org.breakwater.presence.winfo;
