/**
 * Event subscriptions (RFC 6665) as state machines without I/O: the subscriber's and the notifier's side, and the
 * Subscription-State header field.
 *
 * <p>Every object belongs to the worker of its Call-ID. Methods take what happened and return what is to be done. May
 * call: message.
 */
package org.breakwater.sip.subscription;
