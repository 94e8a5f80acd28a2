package org.breakwater.registrar.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.AorStateCodec;
import org.breakwater.registrar.location.Binding;

/**
 * Bindings as an entry of {@link SyncTable#REGISTRATIONS}: without what every REGISTER changes, and with a time of
 * lapse on a coarse grid. So a refresh that changes nothing leaves the entry as it is, but for once in each step of the
 * grid. The time told is later than the true one by one to two steps, so that a copy outlives the wait for the next.
 */
public final class BindingsValue {

    private static final AorStateCodec CODEC = new AorStateCodec();

    private BindingsValue() {}

    /** The value. */
    public static byte[] encode(List<Binding> bindings, int refreshSeconds) {
        List<Binding> coarse = new ArrayList<>();
        bindings.forEach(b -> coarse.add(coarse(b, refreshSeconds)));
        coarse.sort(Comparator.comparing(Binding::contact).thenComparing(Binding::toString));
        return CODEC.encode(AorState.ofBindings(coarse));
    }

    /** The bindings. */
    public static List<Binding> decode(byte[] value) throws WireException {
        AorState state = CODEC.decode(value);
        return state.present() == null ? List.of() : state.present().bindings();
    }

    private static Binding coarse(Binding b, int step) {
        long expires = b.registration().expiresAt();
        long later = expires == Binding.Registration.PERMANENT ? expires : (expires / step + 2) * step;
        return new Binding(
                "-",
                b.contact(),
                new Binding.Registration("-", 0, later, 0),
                new Binding.Reach(b.route().received(), b.route().path(), null, 0, ""),
                b.device(),
                b.q(),
                b.flags());
    }
}
