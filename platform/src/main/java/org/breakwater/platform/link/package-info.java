/**
 * Ports between a satellite and the main servers: questions with answers, as octets. The implementation lives in {@code
 * cluster}; what the octets mean is the business of those who ask and answer.
 *
 * <p>Asking blocks nobody; a service answers on a thread that may block. May call: platform.state's subscriptions.
 */
package org.breakwater.platform.link;
