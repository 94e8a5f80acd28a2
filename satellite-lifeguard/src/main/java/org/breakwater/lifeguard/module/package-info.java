/**
 * The script module {@code lifeguard}: what survival routing asks, and the OPTIONS the verdict is fed with.
 *
 * <p>Runs on any thread that runs scripts and never blocks; probes run on a worker. May call: lifeguard.verdict,
 * lifeguard.calls, lifeguard.sync's copy, registrar.location, script.export and script.run.
 */
package org.breakwater.lifeguard.module;
