/**
 * The textopsx module: applying queued changes at once, another status for replies, single values of list headers,
 * iterators over header fields and body lines.
 *
 * <p>Runs where the script runs. May call: script.run, script.export, module.core, sip.message.
 */
package org.breakwater.script.module.textopsx;
