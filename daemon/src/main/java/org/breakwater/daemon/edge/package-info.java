/**
 * What stands between the sockets and the routing script: who is listened to, what is well-formed, when there is too
 * much to do, and the security events of all that.
 *
 * <p>Runs on workers; never blocks. May call: sip-stack, platform.security, platform.metrics, module.auth's and
 * module.registrar's observer ports.
 */
package org.breakwater.daemon.edge;
