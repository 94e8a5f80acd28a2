/**
 * The {@code rtpengine} module: offers and answers go through an rtpengine daemon (its ng protocol over UDP).
 *
 * <p>Functions wait for the daemon, so they run on pool threads. May call: module.mediarelay.
 */
package org.breakwater.script.module.rtpengine;
