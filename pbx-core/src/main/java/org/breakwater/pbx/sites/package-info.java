/**
 * Answers what administrators ask about branches and what they change.
 *
 * <p>Runs on the control socket's threads, which may block. May call: registrar.satellite, registrar.sync's values,
 * daemon.base.
 */
package org.breakwater.pbx.sites;
