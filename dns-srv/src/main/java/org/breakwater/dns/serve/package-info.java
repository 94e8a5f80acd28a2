/**
 * Sockets: UDP in batches (recvmmsg and sendmmsg through Netty's epoll transport), TCP with length-framed, pipelined
 * messages. The only package here that knows Netty.
 *
 * <p>Runs on its own event loops, each with sockets of its own on the same ports (SO_REUSEPORT). May call: {@code
 * dns.answer}, {@code platform.metrics}.
 */
package org.breakwater.dns.serve;
