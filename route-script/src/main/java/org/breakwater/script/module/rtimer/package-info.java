/**
 * The {@code rtimer} module: routes that run at intervals.
 *
 * <p>Routes run on the first worker, or on pool threads if they may block. May call: script.export.
 */
package org.breakwater.script.module.rtimer;
