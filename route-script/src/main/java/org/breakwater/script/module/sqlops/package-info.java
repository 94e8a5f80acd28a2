/**
 * The {@code sqlops} module: SQL statements from the script, their results and the variables and transformations that
 * read and quote them. Statements wait on the directory's executor, so their functions run on the pool; results live
 * as attachments of one execution and are touched by nobody else. May call {@code platform.directory.sql}.
 */
package org.breakwater.script.module.sqlops;
