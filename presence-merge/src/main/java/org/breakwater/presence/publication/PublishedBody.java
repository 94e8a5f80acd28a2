package org.breakwater.presence.publication;

/**
 * A document as it is kept: in the one form in which we write it.
 *
 * @param contentType media type without parameters
 * @param text the document
 * @param sameness what tells a change from a refresh: equal for two documents that say the same
 */
public record PublishedBody(String contentType, String text, String sameness) {}
