package org.breakwater.presence.xmpp.gateway;

import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.wire.Codec;

/** Messages on their way to the server with the connection, as a map that servers share. */
public final class XmppMaps {

    private static final int MAX_KEY_BYTES = 256;
    private static final int MAX_VALUE_BYTES = 1 << 18;
    private static final long REMEMBER_MILLIS = 60_000;

    private XmppMaps() {}

    /** The kind of map messages wait in. */
    public static MapKind<String, String, Versioned<String>> kind() {
        return new MapKind<>(
                "xmpp",
                Codec.text(MAX_KEY_BYTES),
                new VersionedCodec<>(Codec.text(MAX_VALUE_BYTES), MAX_VALUE_BYTES),
                new LastWriterWins<>(REMEMBER_MILLIS));
    }
}
