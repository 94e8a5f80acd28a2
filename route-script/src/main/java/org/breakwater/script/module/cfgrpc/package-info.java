/**
 * The {@code cfg_rpc} module: reading and changing the script's own parameters while it runs.
 *
 * <p>Commands may run on any thread. May call: script.run.
 */
package org.breakwater.script.module.cfgrpc;
