/**
 * The modules {@code pua}, {@code pua_usrloc}, {@code pua_dialoginfo} and {@code pua_rpc} as scripts see them. What the first
 * three publish is derived from registrations and calls without them; the last publishes what a command says.
 *
 * <p>Commands run on control threads or the script pool. May call: script.export, module.presence for its port.
 */
package org.breakwater.script.module.pua;
