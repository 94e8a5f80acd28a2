/**
 * REGISTER rules (RFC 3261 §10.3, RFC 3327, RFC 5626, RFC 5627): what a REGISTER does to the bindings of its address
 * of record, and what it is answered.
 *
 * <p>Pure but for the location service it changes; runs on the message's worker. May call: location, sip-stack's
 * message.
 */
package org.breakwater.registrar.register;
