/**
 * Dialogs and what lives inside them, as state machines without I/O: dialogs (RFC 3261 §12), offer and answer
 * (RFC 3264, RFC 3311, RFC 6337), reliable provisional responses (RFC 3262), session timers (RFC 4028), Replaces
 * (RFC 3891) and REFER (RFC 3515).
 *
 * <p>Every object belongs to the worker of its Call-ID. Methods take what happened and return what is to be done; they
 * send nothing, read no clock and start no timer. May call: message, subscription.
 */
package org.breakwater.sip.dialog;
