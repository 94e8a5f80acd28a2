/**
 * What a compiled script consists of and works on: values, expressions, actions, routes, and the context of the
 * message being processed.
 *
 * <p>Knows no module and no PBX feature: those live in {@code script.module.*} and come in through {@code
 * script.export}. Runs on the worker of the message's Call-ID, or on a pool thread when the script may block. May
 * call: sip-stack, platform.time, script.syntax (regular expressions).
 */
package org.breakwater.script.run;
