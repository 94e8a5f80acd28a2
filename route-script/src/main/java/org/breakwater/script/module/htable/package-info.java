/**
 * The {@code htable} module: hash tables shared by all routes, with expiry, initial values and loading from SQL.
 *
 * <p>Tables are safe on any thread; expired items are removed on a worker, SQL runs on the pool for blocking work. May
 * call: platform.directory.
 */
package org.breakwater.script.module.htable;
