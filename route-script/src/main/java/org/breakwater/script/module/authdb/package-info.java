/**
 * The {@code auth_db} module: credentials from a subscriber table, served from the directory's snapshot so that no
 * request waits for SQL.
 *
 * <p>Runs on the message's worker. May call: module.auth, platform.directory.
 */
package org.breakwater.script.module.authdb;
