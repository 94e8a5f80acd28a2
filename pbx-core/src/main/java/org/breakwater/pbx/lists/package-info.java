/**
 * Lists of people and rules about who may see whom, on a main server: read from XCAP documents in SQL, kept in memory, changed
 * over HTTP and by {@code breakwater list}.
 *
 * <p>{@link org.breakwater.pbx.lists.ListBook} and {@link org.breakwater.pbx.lists.RuleBook} answer from memory on any thread;
 * {@link org.breakwater.pbx.lists.Documents} reads and writes, which blocks: on threads of the scheduler, of control and of
 * scripts. May call: presence, script.module.xcap, daemon, platform.
 */
package org.breakwater.pbx.lists;
