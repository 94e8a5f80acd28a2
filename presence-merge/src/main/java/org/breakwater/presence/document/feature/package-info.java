/**
 * Keys of a phone kept in step with the server: the documents of the package {@code as-feature-event}, in the shape of
 * ECMA-323 that phones speak.
 *
 * <p>Pure; any thread. May call: presence.xml, document.rlmi for several documents in one body.
 */
package org.breakwater.presence.document.feature;
