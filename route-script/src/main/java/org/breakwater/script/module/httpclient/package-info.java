/**
 * The {@code http_client} module: HTTP requests from the script, bounded in time and size.
 *
 * <p>Its functions wait for the answer and therefore run on the pool; a small pool of its own carries the JDK client's
 * callbacks. May call: the JDK's HTTP client, platform.time.
 */
package org.breakwater.script.module.httpclient;
