/**
 * Ports to state that several servers share: registrations, calls, publications.
 *
 * <p>The implementation here lives in this process; the clustered one lives in {@code cluster}. Every method may be
 * called on any thread and does not block here. May call: the JDK only.
 */
package org.breakwater.platform.state;
