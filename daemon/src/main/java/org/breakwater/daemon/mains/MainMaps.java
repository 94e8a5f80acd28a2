package org.breakwater.daemon.mains;

import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.wire.Codec;

/** Main servers by their id, as a map that they share. */
public final class MainMaps {

    private static final int MAX_ID = 32;

    /** Nothing is ever removed; an hour is as good as any. */
    private static final long REMEMBER_MILLIS = 3_600_000;

    private MainMaps() {}

    /** The kind of map {@link Mains} lives in. */
    public static MapKind<String, MainRecord, Versioned<MainRecord>> kind() {
        return new MapKind<>(
                "mains",
                Codec.text(MAX_ID),
                new VersionedCodec<>(new MainCodec(), MainCodec.MAX_BYTES),
                new LastWriterWins<>(REMEMBER_MILLIS));
    }
}
