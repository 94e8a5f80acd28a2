/**
 * The line between satellites and main servers on Hazelcast: a satellite is a client that dials out, asks and is
 * answered, and holds no part of the data.
 *
 * <p>A question is a task of one fixed class with octets in it, run by a pool of the member it reaches. May call:
 * Hazelcast, platform.link.
 */
package org.breakwater.cluster.link;
