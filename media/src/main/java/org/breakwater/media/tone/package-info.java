/**
 * Makes and recognises tones in linear samples. Pure; each object belongs to one thread. Uses the JDK only.
 */
package org.breakwater.media.tone;
