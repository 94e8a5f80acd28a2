package org.breakwater.daemon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.wire.WireException;
import org.junit.jupiter.api.Test;

/** Calls when servers come and go; the two servers look at one map. */
final class CallsOfDeadServersTest {

    private static final Member FIRST = new Member("main1", "a");
    private static final Member SECOND = new Member("main2", "b");

    private static final CallLegs LEGS = new CallLegs(
            "ft",
            "Anna",
            "",
            List.of(new CallLeg(0, "sip:2@b", "t0", false, 7), new CallLeg(1, "sip:3@b", "", true, 8)),
            CallLegs.BY_CALLEE);

    private final ManualTime time = new ManualTime();
    private final SharedMap<String, Call> map = new InMemorySharedMaps().map("calls");
    private final List<Call> lost = new ArrayList<>();

    private final class Neighbours implements ClusterMembers {
        private final Member self;
        private final Set<Member> present = new LinkedHashSet<>(Set.of(FIRST, SECOND));
        private Listener listener;

        Neighbours(Member self) {
            this.self = self;
        }

        @Override
        public Member self() {
            return self;
        }

        @Override
        public Set<Member> present() {
            return present;
        }

        @Override
        public SharedMap.Subscription listen(Listener l) {
            listener = l;
            return () -> {};
        }

        void leave(Member member) {
            present.remove(member);
            listener.left(member);
        }
    }

    private CallDirectory directory(Neighbours neighbours, SharedMap<String, Call> calls) {
        CallDirectory directory = new CallDirectory(calls, neighbours, time, Runnable::run);
        directory.addLossListener(lost::add);
        return directory;
    }

    private Call call(String id, Member owner) {
        Call call = new Call(
                id,
                "sip:1",
                "sip:2",
                CallState.ANSWERED,
                time.epochMillis(),
                time.epochMillis(),
                owner.text(),
                CallLegs.NONE);
        map.put(id, call);
        return call;
    }

    @Test
    void survivorClosesTheCallsOfTheDeadServerOnly() {
        Neighbours neighbours = new Neighbours(SECOND);
        CallDirectory directory = directory(neighbours, map);
        call("dead", FIRST);
        Call alive = call("alive", SECOND);
        neighbours.leave(FIRST);

        assertThat(directory.list()).containsExactly(alive);
        assertThat(lost).extracting(Call::callId).containsExactly("dead");
        assertThat(lost.get(0).state()).isEqualTo(CallState.LOST);
    }

    @Test
    void onlyTheFirstOfSeveralSurvivorsClosesThem() {
        Neighbours neighbours = new Neighbours(SECOND);
        Member third = new Member("main3", "c");
        neighbours.present.add(third);
        directory(neighbours, map);
        call("dead", third);
        neighbours.leave(third);

        assertThat(lost).isEmpty();
        assertThat(map.get("dead").state()).isEqualTo(CallState.ANSWERED);
    }

    @Test
    void callsOfAnEarlierRunAreClosedWhenTheServerIsBackBeforeItWasMissed() {
        Neighbours neighbours = new Neighbours(FIRST);
        directory(neighbours, map);
        call("old", new Member("main2", "before"));
        call("now", SECOND);
        neighbours.listener.joined(SECOND);

        assertThat(lost).extracting(Call::callId).containsExactly("old");
    }

    @Test
    void serverThatWasOnlyCutOffPutsItsCallBack() {
        List<SharedMap.Listener<String, Call>> elsewhere = new ArrayList<>();
        CallDirectory directory = directory(new Neighbours(FIRST), new Watched(map, elsewhere));
        Call mine = call("mine", FIRST);
        map.put("mine", mine.lost());
        elsewhere.get(0).changed("mine", mine, mine.lost());

        assertThat(directory.list()).containsExactly(mine);
    }

    @Test
    void lostCallIsForgottenInTheEnd() {
        CallDirectory directory = directory(new Neighbours(FIRST), map);
        map.put("x", call("x", SECOND).lost());
        time.advanceMillis(CallDirectory.LONGEST_MILLIS + 1);

        assertThat(directory.removeStale()).isEqualTo(1);
        assertThat(map.size()).isZero();
    }

    @Test
    void callsAreReadBackFromTheWire() throws WireException {
        CallCodec codec = new CallCodec();
        for (CallState state : CallState.values()) {
            for (CallLegs legs : List.of(CallLegs.NONE, LEGS)) {
                Call call = new Call("id@host", "sip:a@b", "sip:\u00e4@b", state, 5, 0, FIRST.text(), legs);
                assertThat(codec.decode(codec.encode(call))).isEqualTo(call);
            }
        }
        assertThatThrownBy(() -> codec.decode(new byte[] {1})).hasMessageContaining("Call-ID");
    }

    /** Lends the map's changes of other servers to the test. */
    private record Watched(SharedMap<String, Call> map, List<SharedMap.Listener<String, Call>> elsewhere)
            implements SharedMap<String, Call> {

        @Override
        public Call get(String key) {
            return map.get(key);
        }

        @Override
        public Call put(String key, Call value) {
            return map.put(key, value);
        }

        @Override
        public Call remove(String key) {
            return map.remove(key);
        }

        @Override
        public boolean remove(String key, Call expected) {
            return map.remove(key, expected);
        }

        @Override
        public Call compute(
                String key, java.util.function.BiFunction<? super String, ? super Call, ? extends Call> change) {
            return map.compute(key, change);
        }

        @Override
        public void forEach(java.util.function.BiConsumer<? super String, ? super Call> action) {
            map.forEach(action);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public Subscription listen(Listener<String, Call> listener) {
            return map.listen(listener);
        }

        @Override
        public Subscription listenElsewhere(Listener<String, Call> listener) {
            elsewhere.add(listener);
            return () -> {};
        }
    }
}
