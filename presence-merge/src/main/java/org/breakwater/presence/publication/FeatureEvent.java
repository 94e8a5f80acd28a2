package org.breakwater.presence.publication;

import org.breakwater.presence.document.feature.FeatureXml;
import org.breakwater.presence.xml.DocumentException;

/** The package {@code as-feature-event}, which phones set by SUBSCRIBE and nobody publishes. */
public final class FeatureEvent implements PublishedEvent {

    @Override
    public String name() {
        return "as-feature-event";
    }

    @Override
    public String contentType() {
        return FeatureXml.CONTENT_TYPE;
    }

    @Override
    public PublishedBody accept(byte[] octets) throws DocumentException {
        throw new DocumentException("features are set by SUBSCRIBE with a body, not by PUBLISH");
    }
}
