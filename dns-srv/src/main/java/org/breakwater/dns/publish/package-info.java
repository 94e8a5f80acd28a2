/**
 * Which zone is shown in which view, now: zones made from the topology and the health of the mains, zones from files, and
 * copies. Each change swaps one immutable {@link org.breakwater.dns.answer.Serving}.
 *
 * <p>Runs on the work thread only, except for reading the current {@code Serving}. May call: {@code dns.answer}, {@code
 * dns.view}, {@code dns.zone}, {@code platform.time}.
 */
package org.breakwater.dns.publish;
