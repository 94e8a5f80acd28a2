package org.breakwater.presence.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.lamp.LampState;
import org.junit.jupiter.api.Test;

class MemoryLampBoardTest {

    private static final String SLOT = "sip:701@pbx";

    private final List<String> changed = new ArrayList<>();
    private final MemoryLampBoard board = new MemoryLampBoard(2, changed::add);

    private static PostedLamp lamp(boolean on) {
        return PostedLamp.of(on, Activity.ON_THE_PHONE, "Day", 1_000);
    }

    @Test
    void postIsShownUntilItIsReplacedOrCleared() {
        board.post(SLOT, "parking", lamp(true));
        board.post(SLOT, "queue", lamp(false));
        assertThat(board.of(SLOT)).containsOnlyKeys("parking", "queue");
        board.post(SLOT, "parking", lamp(false));
        assertThat(board.of(SLOT).get("parking").state()).isEqualTo(LampState.FREE);
        board.clear(SLOT, "parking");
        board.clear(SLOT, "queue");
        assertThat(board.of(SLOT)).isEmpty();
        assertThat(changed).hasSize(5);
    }

    @Test
    void nobodyIsToldOfAPostThatSaysTheSame() {
        board.post(SLOT, "parking", lamp(true));
        board.post(SLOT, "parking", lamp(true));
        board.clear("sip:702@pbx", "parking");
        assertThat(changed).containsExactly(SLOT);
    }

    @Test
    void boardThatIsFullShowsNoMoreButKeepsWhatItHas() {
        assertThat(board.post("sip:1@pbx", "parking", lamp(true))).isTrue();
        assertThat(board.post("sip:2@pbx", "parking", lamp(true))).isTrue();
        assertThat(board.post("sip:3@pbx", "parking", lamp(true))).isFalse();
        assertThat(board.post("sip:2@pbx", "parking", lamp(false))).isTrue();
        assertThat(board.of("sip:3@pbx")).isEmpty();
    }

    @Test
    void parkedCallIsShownWithWhatAPhoneNeedsToTakeIt() {
        CallIds ids = new CallIds("c1", "local", "remote");
        PostedLamp parked = new PostedLamp(
                LampState.HELD,
                Activity.ON_THE_PHONE,
                "Parked",
                new PostedLamp.Call(ids, Party.of("sip:1001@pbx", "Ann")),
                1_000);
        assertThat(parked.asCall("parking").orElseThrow()).satisfies(call -> {
            assertThat(call.held()).isTrue();
            assertThat(call.dialog().ids()).isEqualTo(ids);
            assertThat(call.dialog().state()).isEqualTo(DialogState.CONFIRMED);
            assertThat(call.dialog().remote().display()).isEqualTo("Ann");
        });
        assertThat(parked.asPresence(SLOT, "parking")
                        .orElseThrow()
                        .persons()
                        .get(0)
                        .activities()
                        .kinds())
                .containsExactly(Activity.ON_THE_PHONE);
    }

    @Test
    void darkLampIsOpenAndOneThatIsNotThereIsNothing() {
        assertThat(lamp(false).asCall("switch")).isEmpty();
        assertThat(lamp(false).asPresence(SLOT, "switch").orElseThrow().isClosed())
                .isFalse();
        PostedLamp gone = new PostedLamp(LampState.OFFLINE, Activity.AWAY, "", PostedLamp.Call.NONE, 0);
        assertThat(gone.asCall("switch")).isEmpty();
        assertThat(gone.asPresence(SLOT, "switch")).isEmpty();
    }
}
