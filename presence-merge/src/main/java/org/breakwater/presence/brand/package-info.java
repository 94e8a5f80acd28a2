/**
 * What a brand of phones needs: a table by User-Agent.
 *
 * <p>Pure; any thread. May call: document.pidf, presence.table.
 */
package org.breakwater.presence.brand;
