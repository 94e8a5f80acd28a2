/**
 * The textops module: searching and changing the message as text, header fields, bodies, strings.
 *
 * <p>Changes are queued edits of the received message; a variable shows them only after {@code msg_apply_changes}. Runs
 * where the script runs. May call: script.run, script.export, module.core, sip.message.
 */
package org.breakwater.script.module.textops;
