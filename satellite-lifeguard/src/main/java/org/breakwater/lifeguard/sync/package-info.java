/**
 * The LifeGUARD's side of synchronisation: the copy of the mains' tables, what has to be told, and the round that does
 * both.
 *
 * <p>{@link org.breakwater.lifeguard.sync.SiteCopy} answers on any thread from memory; {@link
 * org.breakwater.lifeguard.sync.SyncRound} runs on a thread of its own, which may block. May call: registrar.sync, its
 * store, platform.link.
 */
package org.breakwater.lifeguard.sync;
