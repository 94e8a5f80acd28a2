/**
 * The {@code nathelper} module: finds out whether a phone is behind NAT, marks its contacts, and keeps its bindings open.
 *
 * <p>Functions run on any thread that runs scripts; pinging runs on a worker. May call: registrar.location,
 * module.usrloc, sip.flow.
 */
package org.breakwater.script.module.nathelper;
