package org.breakwater.presence.publication;

import org.breakwater.presence.merge.Source;

/**
 * A PUBLISH.
 *
 * @param entity whom it is about, in any spelling
 * @param event package
 * @param ifMatch SIP-If-Match, empty without
 * @param expiresSeconds Expires, -1 without
 * @param body null without
 */
public record PublishRequest(
        String entity, String event, String ifMatch, int expiresSeconds, Source source, PublishedBody body) {}
