package org.breakwater.presence.publication;

import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.wire.Codec;
import org.breakwater.presence.document.pidf.Entity;

/** Publications as maps that servers share. */
public final class PublicationMaps {

    private static final int MAX_KEY_BYTES = 4096;

    private PublicationMaps() {}

    /** The kind of map a {@link PublicationStore} lives in. */
    public static MapKind<String, Presentity, PresentityState> kind() {
        return new MapKind<>(
                "publication", Codec.text(MAX_KEY_BYTES), new PresentityStateCodec(), new PublicationMergeRule());
    }

    /** Key of a presentity and an event package. */
    public static String key(String event, String entity) {
        return event + ' ' + Entity.sip(entity);
    }
}
