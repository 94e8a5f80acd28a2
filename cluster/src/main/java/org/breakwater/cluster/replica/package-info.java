/**
 * A shared map as this server holds it: the whole content in memory, changed at once, with a note of what has still to
 * be told to the others. Knows nothing of how they are reached.
 *
 * <p>Reading takes no lock; a change locks its entry. Any thread. May call: platform.state, platform.time.
 */
package org.breakwater.cluster.replica;
