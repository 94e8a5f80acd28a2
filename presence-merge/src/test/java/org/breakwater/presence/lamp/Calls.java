package org.breakwater.presence.lamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;

/** Calls of 1001, and random ones by a fixed seed. */
public final class Calls {

    public static final String ANN = "sip:1001@pbx.example.lan";
    public static final LampCall RINGING = call("d1", Direction.RECIPIENT, DialogState.EARLY, false, 1000);
    public static final LampCall TALKING = call("d2", Direction.RECIPIENT, DialogState.CONFIRMED, false, 2000);
    public static final LampCall HELD = call("d2", Direction.RECIPIENT, DialogState.CONFIRMED, true, 3000);
    public static final LampCall CALLING = call("d3", Direction.INITIATOR, DialogState.EARLY, false, 4000);

    private final Random random;

    public Calls(long seed) {
        this.random = new Random(seed);
    }

    public static LampCall call(String id, Direction direction, DialogState state, boolean held, long since) {
        DialogElement dialog = new DialogElement(
                id,
                new CallIds(id + "@192.0.2.9", "local-" + id, "remote-" + id),
                direction,
                state,
                "",
                Party.of(ANN, "Ann"),
                new Party("sip:1002@pbx.example.lan", "Büro \"2\"", "sip:1002@192.0.2.9;transport=tcp", null));
        return new LampCall(dialog, "desk", held, since);
    }

    public List<LampCall> some() {
        List<LampCall> calls = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            calls.add(call(
                    "r" + i,
                    Direction.values()[random.nextInt(2)],
                    DialogState.values()[random.nextInt(5)],
                    random.nextInt(3) == 0,
                    random.nextInt(3)));
        }
        return calls;
    }

    public Random random() {
        return random;
    }
}
