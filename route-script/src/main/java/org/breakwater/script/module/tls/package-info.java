/**
 * The {@code tls} module: reads the TLS configuration file for the server, and offers {@code $tls_*} variables.
 *
 * <p>Reads files while the script loads. May call: script.export.
 */
package org.breakwater.script.module.tls;
