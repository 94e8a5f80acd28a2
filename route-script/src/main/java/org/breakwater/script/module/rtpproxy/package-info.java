/**
 * The {@code rtpproxy} module: media goes through an rtpproxy daemon (its text protocol over UDP).
 *
 * <p>Functions wait for the daemon, so they run on pool threads. May call: module.mediarelay.
 */
package org.breakwater.script.module.rtpproxy;
