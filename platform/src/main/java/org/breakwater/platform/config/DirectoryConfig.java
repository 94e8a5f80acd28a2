package org.breakwater.platform.config;

/**
 * How tables are kept in memory.
 *
 * @param refreshSeconds how often they are read again, 1–86400
 */
public record DirectoryConfig(int refreshSeconds) {}
