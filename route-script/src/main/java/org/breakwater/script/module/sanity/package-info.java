/**
 * Module sanity: checks whether a message is well formed before the script works on it.
 *
 * <p>Runs on the worker of the message. May call: script.run, script.export, sip.message.
 */
package org.breakwater.script.module.sanity;
