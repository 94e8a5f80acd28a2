/**
 * Module uuid: unique identifiers (RFC 4122).
 *
 * <p>Runs where the script runs. May call: script.run, script.export.
 */
package org.breakwater.script.module.uuid;
