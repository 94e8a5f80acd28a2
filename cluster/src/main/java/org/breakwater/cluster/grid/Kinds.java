package org.breakwater.cluster.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;

/** The kinds of maps this server knows, for the entry processors that other servers send. */
public final class Kinds {

    /** Under which name a member finds it in Hazelcast's user context. */
    static final String CONTEXT_KEY = "breakwater.kinds";

    private final Map<String, MapKind<?, ?, ?>> byFamily;
    private final TimeSource time;

    /** Knows these. */
    public Kinds(List<MapKind<?, ?, ?>> kinds, TimeSource time) {
        this.byFamily = kinds.stream().collect(Collectors.toMap(MapKind::family, Function.identity()));
        this.time = time;
    }

    /** Names of the families. */
    public Iterable<String> families() {
        return byFamily.keySet();
    }

    boolean knows(MapKind<?, ?, ?> kind) {
        return byFamily.get(kind.family()) == kind;
    }

    TimeSource time() {
        return time;
    }

    /**
     * What becomes of two states of a map's entry; null when nothing is left. When one of them says it all, its very
     * octets are returned, so that fields of a later version in it survive.
     */
    byte[] merge(String mapName, byte[] stored, byte[] sent) throws WireException {
        return merge(kindOf(mapName), stored, sent);
    }

    private <S> byte[] merge(MapKind<?, ?, S> kind, byte[] stored, byte[] sent) throws WireException {
        S theirs = kind.states().decode(sent);
        S ours = stored == null ? theirs : kind.states().decode(stored);
        S merged = stored == null ? theirs : kind.rule().merge(ours, theirs);
        S kept = kind.rule().tidy(merged, time.epochMillis());
        if (kept == null) {
            return null;
        }
        if (kept.equals(theirs)) {
            return sent;
        }
        return kept.equals(ours) ? stored : kind.states().encode(kept);
    }

    /** The state without what nobody needs any more; null when nothing is left. */
    byte[] tidy(String mapName, byte[] stored) throws WireException {
        return tidy(kindOf(mapName), stored);
    }

    private <S> byte[] tidy(MapKind<?, ?, S> kind, byte[] stored) throws WireException {
        S state = kind.states().decode(stored);
        S kept = kind.rule().tidy(state, time.epochMillis());
        if (kept == null) {
            return null;
        }
        byte[] encoded = kept == state ? stored : kind.states().encode(kept);
        return Arrays.equals(encoded, stored) ? stored : encoded;
    }

    private MapKind<?, ?, ?> kindOf(String mapName) throws WireException {
        int dot = mapName.indexOf('.');
        MapKind<?, ?, ?> kind = dot < 0 ? null : byFamily.get(mapName.substring(0, dot));
        if (kind == null) {
            throw new WireException("there is no kind of map for " + mapName + " on this server");
        }
        return kind;
    }
}
