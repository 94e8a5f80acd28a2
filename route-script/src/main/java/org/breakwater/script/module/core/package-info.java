/**
 * The language's own functions and variables, there without any {@code loadmodule}: rewriting the Request-URI, message
 * flags, how replies are sent, stateless forwarding, {@code $rc}, {@code $def}, {@code $env} and the selects behind
 * {@code @…}. Also holds what several modules share: route sets, URI rewriting, header edits, socket names.
 *
 * <p>Runs where the script runs. May call: script.run, script.export, sip.message, sip.flow; sends only through {@link
 * org.breakwater.script.module.core.StatelessForwarder}.
 */
package org.breakwater.script.module.core;
