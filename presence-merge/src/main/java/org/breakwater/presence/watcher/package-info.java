/**
 * One subscription of a phone that watches somebody (RFC 6665): when it gets NOTIFY, with what, and what happens when one
 * is lost. Who sends it and where the truth comes from are ports.
 *
 * <p>Belongs to one event loop. May call: sip.subscription, platform.time, presence.lamp, document.pidf,
 * document.dialog.
 */
package org.breakwater.presence.watcher;
