/**
 * XCAP documents in SQL, in Kamailio's table {@code xcap}.
 *
 * <p>Blocks; threads of the SQL pool. May call: presence.xcap, platform.directory.sql.
 */
package org.breakwater.presence.xcap.store;
