package org.breakwater.cluster;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Binding;

/** Registers phones as a registrar does. */
public final class Phones {

    private static final long HOUR_SECONDS = 3600;

    private Phones() {}

    /** REGISTER of a phone at a server at that moment; its contact tells which REGISTER it was. */
    public static Binding register(
            SharedMap<String, AorBindings> map, String aor, String phone, int cseq, long nowMillis) {
        Binding binding = new Binding(
                "r-" + phone + '-' + cseq,
                "sip:" + phone + "@192.0.2.1;n=" + cseq,
                new Binding.Registration("call-" + phone, cseq, nowMillis / 1000 + HOUR_SECONDS, nowMillis),
                new Binding.Reach(null, null, "tcp:192.0.2.9:5060", 7, "x/1"),
                new Binding.Device("urn:uuid:" + phone, 1, "Phone", -1),
                -1,
                0);
        map.compute(aor, (key, before) -> {
            List<Binding> after = without(before, phone);
            after.add(binding);
            return new AorBindings(after);
        });
        return binding;
    }

    /** REGISTER with Expires: 0. */
    public static void unregister(SharedMap<String, AorBindings> map, String aor, String phone) {
        map.compute(aor, (key, before) -> {
            List<Binding> after = without(before, phone);
            return after.isEmpty() ? null : new AorBindings(after);
        });
    }

    /** CSeq of a phone's binding; 0 when it has none. */
    public static int cseq(SharedMap<String, AorBindings> map, String aor, String phone) {
        AorBindings bindings = map.get(aor);
        int found = 0;
        if (bindings != null) {
            for (Binding b : bindings.bindings()) {
                if (isOf(b, phone)) {
                    if (found != 0) {
                        throw new AssertionError(phone + " is there twice: " + bindings);
                    }
                    found = b.registration().cseq();
                }
            }
        }
        return found;
    }

    /** When a phone's binding was received, in milliseconds; 0 when it has none. */
    static long received(SharedMap<String, AorBindings> map, String aor, String phone) {
        AorBindings bindings = map.get(aor);
        return bindings == null
                ? 0
                : bindings.bindings().stream()
                        .filter(b -> isOf(b, phone))
                        .mapToLong(b -> b.registration().receivedMillis())
                        .findFirst()
                        .orElse(0);
    }

    private static List<Binding> without(AorBindings before, String phone) {
        List<Binding> after = new ArrayList<>();
        if (before != null) {
            before.bindings().stream().filter(b -> !isOf(b, phone)).forEach(after::add);
        }
        return after;
    }

    private static boolean isOf(Binding b, String phone) {
        return b.device().instance().equals("urn:uuid:" + phone);
    }
}
