/**
 * Module cfgutils: chance, pauses, global flags, locks and routes by name.
 *
 * <p>Runs where the script runs; what waits runs on a pool thread. May call: script.run, script.export.
 */
package org.breakwater.script.module.cfgutils;
