/**
 * RTP as octets and numbers: packets (RFC 3550 §5.1), reception statistics (RFC 3550 appendix A), telephone events
 * (RFC 4733). Pure; each object belongs to one thread. Uses the JDK only.
 */
package org.breakwater.media.rtp;
