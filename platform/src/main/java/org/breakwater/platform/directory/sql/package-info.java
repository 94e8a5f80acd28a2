/**
 * SQL databases: which one a URL means, its pool of connections, its schema, and statements for scripts.
 *
 * <p>Statements run on the pool for blocking work and never on the caller's thread, unless a method says that it
 * blocks. May call: {@code platform.time}, {@code platform.metrics}, JDBC, HikariCP, Flyway.
 */
package org.breakwater.platform.directory.sql;
