/**
 * The scripted phone of {@code breakwater phone}: registers, makes or takes one call with a tone or silence, tells what
 * happened. Runs on one signalling worker and one media loop of its own. May call: sip.agent, sip.sdp, sip.transport,
 * media, platform.time.
 */
package org.breakwater.pbx.phone;
