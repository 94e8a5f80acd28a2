/**
 * The other main servers: what each tells of itself, and requests that go through the one that has a phone's connection.
 *
 * <p>Entries change on threads of the cluster and are read on workers; requests run on workers. May call: sip-stack,
 * registrar.location, script.module.tm's port, platform.state, platform.wire, platform.metrics.
 */
package org.breakwater.daemon.mains;
