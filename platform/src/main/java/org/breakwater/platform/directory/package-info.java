/**
 * The directory: who the users are, which numbers lead to them, which domains and peers are ours.
 *
 * <p>Tables are held in memory as immutable snapshots, so event loops ask without blocking; loading and writing happen
 * on the pool for blocking work. May call: {@code platform.directory.sql}, {@code platform.security} (networks), {@code
 * platform.time}, {@code platform.metrics}.
 */
package org.breakwater.platform.directory;
