/**
 * Who does a job that must be done once: a row in SQL that is lent for a while, with a number that grows whenever it
 * changes hands.
 *
 * <p>{@link org.breakwater.platform.lease.Leases} blocks and is for threads that may; {@link
 * org.breakwater.platform.lease.Leadership} asks it on a scheduler's thread and answers others at once. May call:
 * platform.directory.sql, platform.time.
 */
package org.breakwater.platform.lease;
