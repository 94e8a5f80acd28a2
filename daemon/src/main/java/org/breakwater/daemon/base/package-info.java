/**
 * What every daemon that speaks SIP is made of: databases, sockets, transactions and a routing script, made and wired by
 * constructor. A daemon's own package adds what makes it that daemon, and starts and stops it.
 *
 * <p>Runs on the main thread and on control threads, which may block. May call everything but the command line and the
 * daemons.
 */
package org.breakwater.daemon.base;
