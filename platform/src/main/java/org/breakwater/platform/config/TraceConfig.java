package org.breakwater.platform.config;

/**
 * The ring of messages for {@code breakwater trace}.
 *
 * @param bytes how much memory it may take; 0 turns it off
 */
public record TraceConfig(int bytes) {}
