/**
 * Module corex: extensions of the core: branches, raw datagrams, sockets, message marks, variables on core settings.
 *
 * <p>Runs where the script runs. May call: script.run, script.export, script.module.core, sip.flow, sip.message.
 */
package org.breakwater.script.module.corex;
