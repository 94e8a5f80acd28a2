package org.breakwater.registrar.location;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random states with few identities and few moments, so that they collide. */
final class AorStates {

    static final AorMergeRule RULE = new AorMergeRule(BindingIdentity.CONTACT);

    private final Random random;

    AorStates(long seed) {
        this.random = new Random(seed);
    }

    /** As {@link AorMergeRule} makes them: for each identity a binding or a tombstone. */
    AorState next() {
        AorState state = AorState.of(List.of(), List.of());
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            state = RULE.merge(state, random.nextInt(3) == 0 ? tombstone() : binding());
        }
        return state;
    }

    private AorState binding() {
        return AorState.of(List.of(nextBinding()), List.of());
    }

    Binding nextBinding() {
        long received = 1_000_000L + random.nextInt(4);
        boolean outbound = random.nextBoolean();
        return new Binding(
                "r" + random.nextInt(3),
                "sip:" + random.nextInt(3) + "@192.0.2.1",
                new Binding.Registration(
                        "call" + random.nextInt(2), random.nextInt(3), 1100 + random.nextInt(3), received),
                new Binding.Reach(
                        random.nextBoolean() ? null : "sip:192.0.2.7:1024",
                        random.nextBoolean() ? null : "<sip:edge;lr>",
                        "tcp:192.0.2.1:5060",
                        random.nextInt(5),
                        "main" + random.nextInt(2) + "/1"),
                new Binding.Device(
                        random.nextBoolean() ? null : "urn:uuid:" + random.nextInt(2),
                        outbound ? 1 : 0,
                        "Phone/ü",
                        random.nextInt(3) - 1),
                random.nextInt(1002) - 1,
                random.nextInt(3));
    }

    private AorState tombstone() {
        String identity = BindingIdentity.CONTACT.of(nextBinding());
        long removed = 1_000_000L + random.nextInt(4);
        return AorState.of(List.of(), List.of(new Tombstone(identity, removed, removed + 1000 + random.nextInt(2))));
    }

    List<AorState> several(int count) {
        List<AorState> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            states.add(next());
        }
        return states;
    }
}
