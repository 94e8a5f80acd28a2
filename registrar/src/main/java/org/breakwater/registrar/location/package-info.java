/**
 * The location service (RFC 3261 §10): who can be reached where. Bindings by address of record in a shared map, with
 * listeners for those who persist, mirror or watch them.
 *
 * <p>Safe on any thread: each address of record changes atomically. What two
 * servers did to the same bindings while they were cut from each other is settled by {@link
 * org.breakwater.registrar.location.AorMergeRule}. May call: platform.state, platform.wire, platform.time.
 */
package org.breakwater.registrar.location;
