/**
 * Module kex: script and branch flags, the next hop, tests against our own addresses, log level, and the RPC commands of
 * the core.
 *
 * <p>Functions run where the script runs, commands on any thread. May call: script.run, script.export, sip.flow.
 */
package org.breakwater.script.module.kex;
