/**
 * Kamailio's tm module: the bridge between the script and the transactions of sip-stack.
 *
 * <p>{@link org.breakwater.script.module.tm.TmSignalling} is made once for each script and does the work; {@link
 * org.breakwater.script.module.tm.TmModule} is the export table on top of it. Everything that touches a transaction
 * runs on the transaction's worker; routes that may block run on pool threads through {@code ModuleRuntime.run}, and
 * the transaction waits for them. May call: script.export, script.run, module.sl, module.pv (send info), sip-stack.
 */
package org.breakwater.script.module.tm;
