package org.breakwater.daemon.calls;

import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.wire.Codec;

/** The call directory as a map that servers share. */
public final class CallMaps {

    private static final int MAX_CALL_ID = 64 << 10;

    /** A call that ended is remembered as ended for an hour. */
    private static final long REMEMBER_MILLIS = 3_600_000;

    private CallMaps() {}

    /** The kind of map a {@link CallDirectory} lives in. */
    public static MapKind<String, Call, CallLife> kind() {
        return new MapKind<>("calls", Codec.text(MAX_CALL_ID), new CallLifeCodec(), new CallMergeRule(REMEMBER_MILLIS));
    }
}
