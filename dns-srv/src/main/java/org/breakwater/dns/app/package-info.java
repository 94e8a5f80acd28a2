/** The DNS server as a program of its own, for measurements and for trying zones out. Wires by constructor. */
package org.breakwater.dns.app;
