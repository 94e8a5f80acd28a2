/**
 * The {@code jsonrpcs} module: RPC commands as JSON-RPC 2.0, over HTTP through xhttp and from the script.
 *
 * <p>Runs on the worker of the message, commands on the pool for blocking work. May call: module.xhttp.
 */
package org.breakwater.script.module.jsonrpcs;
