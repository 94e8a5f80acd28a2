/**
 * Runs a compiled script: hands requests and replies to its routes, gives modules their runtime, keeps the variables
 * of each place where scripts run.
 *
 * <p>Requests run on the worker of their Call-ID; routes that may block run on a small pool, one thread for each
 * Call-ID at a time, with bounded queues: when one is full the message is answered 503. May call: script.compile,
 * script.export, script.run, sip-stack.
 */
package org.breakwater.script.host;
