/**
 * Module path: adds Path fields to requests that pass towards a registrar (RFC 3327).
 *
 * <p>Runs where the script runs. May call: script.run, script.export, script.module.core, sip.message, sip.flow.
 */
package org.breakwater.script.module.path;
