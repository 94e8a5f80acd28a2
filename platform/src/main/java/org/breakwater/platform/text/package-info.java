/**
 * Words: what somebody may have meant who wrote one that is unknown. Pure, for any thread. May call: the JDK only.
 */
package org.breakwater.platform.text;
