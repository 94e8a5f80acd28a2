package org.breakwater.pbx.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.daemon.calls.CallLeg;
import org.breakwater.daemon.calls.CallLegs;
import org.breakwater.daemon.calls.CallState;
import org.breakwater.pbx.SentRequests;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.Binding;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallAuditTest {

    private static final Member SELF = new Member("main1", "run");
    private static final Member OTHER = new Member("main2", "run");
    private static final String ANNA = "sip:anna@pbx";
    private static final String BERT = "sip:bert@pbx";

    private final ManualTime time = new ManualTime();
    private final Set<Member> present = new HashSet<>(Set.of(SELF));
    private final SharedMap<String, Call> map = new InMemorySharedMaps().map("calls");
    private final Map<String, List<Binding>> registered = new HashMap<>();
    private final SentRequests asked = new SentRequests();
    private CallAudit audit;

    /** Who else there is. */
    private final class Seen implements ClusterMembers {
        @Override
        public Member self() {
            return SELF;
        }

        @Override
        public Set<Member> present() {
            return present;
        }

        @Override
        public SharedMap.Subscription listen(Listener listener) {
            return () -> {};
        }
    }

    @BeforeEach
    void begin() {
        Seen seen = new Seen();
        audit = new CallAudit(
                new CallDirectory(map, seen, time, Runnable::run),
                new CallAudit.Ground(
                        seen, time, () -> asked, user -> registered.getOrDefault(user, List.of()), Runnable::run),
                new Metrics());
        register(ANNA, "sip:anna@192.0.2.1");
        register(BERT, "sip:bert@192.0.2.2");
    }

    private void register(String user, String... contacts) {
        registered.put(
                user,
                List.of(contacts).stream()
                        .map(contact -> new Binding(
                                contact,
                                contact,
                                new Binding.Registration("r", 1, 0, 0),
                                new Binding.Reach(null, null, null, contact.equals(contacts[0]) ? 7 : 0, ""),
                                new Binding.Device(null, 0, "", -1),
                                -1,
                                0))
                        .toList());
    }

    private void call(CallState state, Member owner) {
        CallLegs legs = new CallLegs("ta", "", "", List.of(new CallLeg(0, BERT, "tb", true, 0)), 0);
        map.put("c", new Call("c", ANNA, "sip:500@pbx", state, 1, time.epochMillis(), owner.text(), legs));
    }

    /** Lets the oldest question be answered; 408 is no answer. */
    private void answer(int... statuses) throws Exception {
        for (int status : statuses) {
            asked.requests.remove(0);
            asked.waiting.remove(0).accept(new LocalReply(status, "", status == 408 ? null : reply(status)));
        }
    }

    private static SipMessage reply(int status) throws Exception {
        return SipMessage.parse(
                ("SIP/2.0 " + status + " X\r\nContent-Length: 0\r\n\r\n").getBytes("US-ASCII"), ParseLimits.DEFAULT);
    }

    @Test
    void bothPhonesOfACallWhoseServerDiedAreAskedWithinTheirDialog() {
        call(CallState.LOST, OTHER);
        audit.turn();

        assertThat(asked.requests).hasSize(2);
        LocalRequest caller = asked.requests.get(0);
        assertThat(caller.method()).isEqualTo("OPTIONS");
        assertThat(caller.requestUri()).isEqualTo("sip:anna@192.0.2.1");
        assertThat(caller.flowId()).isEqualTo(7);
        assertThat(caller.from()).isEqualTo("<sip:500@pbx>;tag=tb");
        assertThat(caller.to()).isEqualTo("<sip:anna@pbx>;tag=ta");
        assertThat(caller.callId()).isEqualTo("c");
        assertThat(caller.cseq()).isEqualTo(1);
        LocalRequest called = asked.requests.get(1);
        assertThat(called.requestUri()).isEqualTo("sip:bert@192.0.2.2");
        assertThat(called.from()).isEqualTo("<sip:anna@pbx>;tag=ta");
        assertThat(called.to()).isEqualTo("<sip:500@pbx>;tag=tb");
    }

    @Test
    void callThatNeitherPhoneKnowsIsOver() throws Exception {
        call(CallState.LOST, OTHER);
        audit.turn();
        answer(481);
        assertThat(map.size()).as("one phone is still to answer").isEqualTo(1);
        answer(481);

        assertThat(map.size()).isZero();
    }

    @Test
    void callThatOnePhoneDoesNotKnowAndTheOtherCannotSpeakOfIsOver() throws Exception {
        call(CallState.LOST, OTHER);
        audit.turn();
        answer(408, 481);

        assertThat(map.size()).isZero();
    }

    @Test
    void callThatAPhoneIsInGoesOnWhateverTheOtherSays() throws Exception {
        for (int known : new int[] {200, 500, 405}) {
            call(CallState.LOST, OTHER);
            audit.turn();
            answer(481, known);
            assertThat(map.size()).isEqualTo(1);
            time.advanceMillis(60_000);
        }
    }

    @Test
    void otherDevicesOfAPartyNeedNotKnowTheCall() throws Exception {
        register(ANNA, "sip:anna@192.0.2.1", "sip:anna@192.0.2.3");
        registered.remove(BERT);
        call(CallState.LOST, OTHER);
        audit.turn();
        answer(481, 408);
        assertThat(map.size()).as("the device that did not answer may be in it").isEqualTo(1);
        time.advanceMillis(60_000);
        audit.turn();
        answer(481, 481);

        assertThat(map.size()).isZero();
    }

    @Test
    void nobodyRegisteredNobodyAsked() {
        registered.clear();
        call(CallState.LOST, OTHER);
        audit.turn();

        assertThat(asked.requests).isEmpty();
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void lostCallIsAskedAboutEachMinuteAndOneThatIsWatchedEachQuarterOfAnHour() throws Exception {
        call(CallState.LOST, OTHER);
        audit.turn();
        answer(408, 408);
        time.advanceMillis(59_999);
        audit.turn();
        assertThat(asked.requests).isEmpty();
        time.advanceMillis(1);
        audit.turn();
        answer(408, 408);

        call(CallState.ANSWERED, SELF);
        map.put("d", map.remove("c")); // under a name nobody asked about yet
        time.advanceMillis(899_999);
        audit.turn();
        assertThat(asked.requests).isEmpty();
        time.advanceMillis(1);
        audit.turn();
        assertThat(asked.requests).hasSize(2);
    }

    @Test
    void onlyTheServerThatCaresForACallAsks() {
        present.add(OTHER);
        call(CallState.ANSWERED, OTHER);
        time.advanceMillis(1_000_000);
        audit.turn();
        assertThat(asked.requests).isEmpty();

        present.remove(OTHER);
        present.add(new Member("main0", "run"));
        audit.turn();
        assertThat(asked.requests).as("the first of those who are left does").isEmpty();
    }

    @Test
    void callThatStillRingsIsNotAskedAbout() {
        call(CallState.RINGING, SELF);
        time.advanceMillis(1_000_000);
        audit.turn();

        assertThat(asked.requests).isEmpty();
    }
}
