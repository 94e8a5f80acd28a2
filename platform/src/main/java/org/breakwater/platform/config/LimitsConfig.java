package org.breakwater.platform.config;

/**
 * Sizes and times that keep one peer from hurting the others.
 *
 * @param maxMessageBytes longest SIP message, start line to body
 * @param maxHeaders header fields in a message
 * @param maxVia Via values in a message
 * @param maxMultipartDepth how deep bodies may be nested
 * @param maxConnections connections of all peers together
 * @param headerTimeoutSeconds for a message to be complete once it began
 * @param idleSeconds how long a connection may be idle before anybody authenticated on it
 * @param tlsHandshakeSeconds for a TLS handshake
 */
public record LimitsConfig(
        int maxMessageBytes,
        int maxHeaders,
        int maxVia,
        int maxMultipartDepth,
        int maxConnections,
        int headerTimeoutSeconds,
        int idleSeconds,
        int tlsHandshakeSeconds) {}
