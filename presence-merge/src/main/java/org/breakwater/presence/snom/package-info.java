/**
 * What Snom's phones publish: a state by name in the element {@code im}, turned into RPID by a table for each language.
 *
 * <p>Pure; any thread. May call: document.pidf, presence.table.
 */
package org.breakwater.presence.snom;
