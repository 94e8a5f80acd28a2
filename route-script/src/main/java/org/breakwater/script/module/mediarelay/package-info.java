/**
 * What modules for media relays have in common: sets of nodes, which node serves a call, what {@code *_manage} does.
 *
 * <p>Safe on any thread; asking a node waits, so only pool threads do. May call: mediarelay.transport.
 */
package org.breakwater.script.module.mediarelay;
