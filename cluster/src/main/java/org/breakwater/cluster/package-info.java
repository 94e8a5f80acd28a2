/**
 * Main servers as a cluster: the only home of Hazelcast. {@link org.breakwater.cluster.ClusterNode} is a main server's
 * membership, {@link org.breakwater.cluster.link.ClusterClient} a satellite's line to it.
 *
 * <p>May call: grid, link, platform.
 */
package org.breakwater.cluster;
