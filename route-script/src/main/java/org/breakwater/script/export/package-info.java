/**
 * What a module offers the language: functions, parameters, pseudo-variables, transformations, RPC commands and event
 * routes, collected in an export table ({@link org.breakwater.script.export.ModuleExports}) and resolved once, when
 * the script loads.
 *
 * <p>Used by {@code script.compile} on one side and {@code script.module.*} on the other; load-time code runs on the
 * thread that loads the script. May call: script.syntax (PV specs), script.run.
 */
package org.breakwater.script.export;
