/**
 * The {@code http_client} module: HTTP requests from the script, bounded in time and size. Its functions wait for the
 * answer and therefore run on the pool. May call the JDK's HTTP client only.
 */
package org.breakwater.script.module.httpclient;
