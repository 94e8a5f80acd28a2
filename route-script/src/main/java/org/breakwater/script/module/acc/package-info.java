/**
 * The {@code acc} module: accounting of transactions to the log and to SQL.
 *
 * <p>Hears of transactions on their workers and never blocks: rows are written behind. May call: platform.directory.
 */
package org.breakwater.script.module.acc;
