/**
 * Module sdpops: looks into and edits session descriptions (RFC 4566).
 *
 * <p>Runs where the script runs. May call: script.run, script.export, sip.message, sip.sdp.
 */
package org.breakwater.script.module.sdpops;
