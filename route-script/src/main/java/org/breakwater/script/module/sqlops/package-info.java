/**
 * The {@code sqlops} module: SQL statements from the script, their results, and the variables and transformations that
 * read and quote them.
 *
 * <p>Statements wait for the database, so their functions run on the pool. Results are attached to the context whose
 * script asked, and touched by its thread only. May call: platform.directory, script.module.pv (extended AVPs).
 */
package org.breakwater.script.module.sqlops;
