/**
 * Speech codecs: linear samples to payload octets and back. Pure; may be called from any thread. Uses the JDK only.
 */
package org.breakwater.media.codec;
