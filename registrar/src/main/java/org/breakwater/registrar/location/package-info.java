/**
 * The location service (RFC 3261 §10): who can be reached where. Bindings by address of record in a shared map, with
 * listeners for those who persist, mirror or watch them.
 *
 * <p>Safe on any thread: each address of record changes atomically. May call: platform.state, platform.time.
 */
package org.breakwater.registrar.location;
