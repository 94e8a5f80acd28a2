package org.breakwater.presence.rls;

/**
 * One resource of a list.
 *
 * @param uri in one spelling
 * @param name for people, empty without
 */
public record Member<T>(String uri, String name, Standing<T> standing) {}
