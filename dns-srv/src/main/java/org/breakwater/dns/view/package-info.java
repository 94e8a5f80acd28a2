/**
 * Which view of the zones a client sees, by its address. Pure: immutable, any thread. May call: the JDK and {@code
 * platform.security} (networks).
 */
package org.breakwater.dns.view;
