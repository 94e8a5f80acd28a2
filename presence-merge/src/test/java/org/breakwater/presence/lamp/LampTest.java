package org.breakwater.presence.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.CALLING;
import static org.breakwater.presence.lamp.Calls.HELD;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;
import static org.breakwater.presence.lamp.Calls.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.junit.jupiter.api.Test;

class LampTest {

    private static Lamp lamp(LampCall... calls) {
        return Lamp.of(true, List.of(calls));
    }

    @Test
    void lampShowsWhatSaysMostOfAllDevices() {
        assertThat(lamp(HELD, CALLING, RINGING))
                .isEqualTo(new Lamp(LampState.RINGING, List.of(RINGING, CALLING, HELD)));
        assertThat(lamp(HELD, CALLING).state()).isEqualTo(LampState.ON_THE_PHONE);
        assertThat(lamp(TALKING).state()).isEqualTo(LampState.ON_THE_PHONE);
        assertThat(lamp(HELD).state()).isEqualTo(LampState.HELD);
        assertThat(lamp().state()).isEqualTo(LampState.FREE);
        assertThat(Lamp.of(false, List.of()).state()).isEqualTo(LampState.OFFLINE);
        assertThat(Lamp.of(false, List.of(TALKING)).state()).isEqualTo(LampState.ON_THE_PHONE);
    }

    @Test
    void callThatDoesNotRingYetOrIsOverIsNotShown() {
        LampCall arriving = call("a", Direction.RECIPIENT, DialogState.TRYING, false, 0);
        LampCall over = call("b", Direction.RECIPIENT, DialogState.TERMINATED, false, 0);
        LampCall dialling = call("c", Direction.INITIATOR, DialogState.TRYING, false, 0);

        assertThat(lamp(arriving, over)).isEqualTo(new Lamp(LampState.FREE, List.of()));
        assertThat(lamp(arriving, dialling)).isEqualTo(new Lamp(LampState.ON_THE_PHONE, List.of(dialling)));
    }

    @Test
    void ofTwoThatRingTheOneThatHasRungLongerComesFirst() {
        LampCall later = call("a", Direction.RECIPIENT, DialogState.EARLY, false, 2000);
        LampCall sameTime = call("d0", Direction.RECIPIENT, DialogState.EARLY, false, 1000);

        assertThat(lamp(later, RINGING).calls()).containsExactly(RINGING, later);
        assertThat(lamp(RINGING, sameTime).calls()).containsExactly(sameTime, RINGING);
    }

    @Test
    void orderOfTheDialogsDoesNotMatterAndMoreCallsNeverFreeALamp() {
        Calls calls = new Calls(21);
        for (int i = 0; i < 20_000; i++) {
            List<LampCall> list = calls.some();
            List<LampCall> shuffled = new ArrayList<>(list);
            Collections.shuffle(shuffled, calls.random());
            boolean registered = calls.random().nextBoolean();
            Lamp lamp = Lamp.of(registered, list);
            assertThat(Lamp.of(registered, shuffled)).isEqualTo(lamp);
            List<LampCall> more = new ArrayList<>(list);
            more.add(TALKING);
            assertThat(Lamp.of(registered, more).state()).isIn(LampState.RINGING, LampState.ON_THE_PHONE);
            boolean rings = list.stream()
                    .anyMatch(c -> c.dialog().state() == DialogState.EARLY
                            && c.dialog().direction() == Direction.RECIPIENT);
            assertThat(lamp.state() == LampState.RINGING).isEqualTo(rings);
        }
    }
}
