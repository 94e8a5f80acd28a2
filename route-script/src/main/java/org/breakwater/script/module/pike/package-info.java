/**
 * The {@code pike} module: notices sources that send too many requests.
 *
 * <p>Safe on any thread; forgets sources on a worker. May call: sip.flow, platform.time.
 */
package org.breakwater.script.module.pike;
