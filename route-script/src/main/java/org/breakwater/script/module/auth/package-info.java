/**
 * The {@code auth} module: digest challenges and the check of their answers (RFC 3261 §22, RFC 7616, RFC 8760).
 *
 * <p>Runs on the message's worker; each worker has its own hash engines. May call: sip.digest,
 * platform.security, module.xhttp to challenge HTTP.
 */
package org.breakwater.script.module.auth;
