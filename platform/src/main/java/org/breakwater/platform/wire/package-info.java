/**
 * The form in which values travel between servers: a format number, then fields with tags. Strict and bounded on
 * reading, so that octets from elsewhere can do no harm; unknown fields are passed over, so that servers of two
 * versions understand each other.
 *
 * <p>Pure; any thread. May call: the JDK only.
 */
package org.breakwater.platform.wire;
