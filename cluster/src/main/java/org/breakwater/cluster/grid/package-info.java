/**
 * Hazelcast as a member has it: its settings, how members find each other, and the maps in which it keeps a backup of
 * every replica.
 *
 * <p>Hazelcast's own threads call in here; what they run is quick. What asks Hazelcast and waits runs on the thread {@code
 * cluster-sync}. May call: Hazelcast, replica, platform.state, platform.wire, dnsjava.
 */
package org.breakwater.cluster.grid;
