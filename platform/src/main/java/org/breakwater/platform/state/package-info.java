/**
 * Ports to state that several servers share: registrations, calls, publications. A kind of map names how its values
 * travel and how they are merged ({@link org.breakwater.platform.state.MapKind}).
 *
 * <p>The implementation here lives in this process; the clustered one lives in {@code cluster}. Every method may be
 * called on any thread and does not block. May call: platform.wire, platform.time.
 */
package org.breakwater.platform.state;
