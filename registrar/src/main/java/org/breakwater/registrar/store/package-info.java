/**
 * Bindings in SQL, in Kamailio's table {@code location}: loaded at the start, written behind while the server runs.
 *
 * <p>Changes are noted on the thread that made them and written in batches by the scheduler thread, which may block.
 * May call: location, platform.directory.sql.
 */
package org.breakwater.registrar.store;
