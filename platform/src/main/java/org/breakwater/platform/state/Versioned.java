package org.breakwater.platform.state;

/**
 * A value with the moment of its last change.
 *
 * @param value null once it was removed
 */
public record Versioned<V>(Stamp stamp, V value) {}
