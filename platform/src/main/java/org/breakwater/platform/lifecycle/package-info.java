/**
 * Starting and stopping the parts of a server in order. Runs on the thread of whoever starts the server. May call:
 * {@code platform.time}.
 */
package org.breakwater.platform.lifecycle;
