package org.breakwater.registrar.location;

import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.wire.Codec;

/** Location tables as maps that servers share. */
public final class LocationMaps {

    private static final int MAX_AOR_BYTES = 4096;

    private LocationMaps() {}

    /**
     * The kind of map a {@link Location} lives in.
     *
     * @param identity as the registrar matches contacts, the same on every server
     */
    public static MapKind<String, AorBindings, AorState> kind(BindingIdentity identity) {
        return new MapKind<>("location", Codec.text(MAX_AOR_BYTES), new AorStateCodec(), new AorMergeRule(identity));
    }
}
