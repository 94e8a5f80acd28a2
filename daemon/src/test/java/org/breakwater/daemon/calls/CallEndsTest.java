package org.breakwater.daemon.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;

/** BYE and the calls it ends, on this server and on one that is cut off. */
final class CallEndsTest {

    private final ManualTime time = new ManualTime();
    private final SharedMap<String, Call> map = new InMemorySharedMaps().map("calls");
    private final List<Object> everywhere = new ArrayList<>();
    private final CallDirectory directory =
            new CallDirectory(listening(), ClusterMembers.alone(new Member("main1", "run")), time, Runnable::run);

    /** The map, with an ear for removals that go beyond this server. */
    @SuppressWarnings("unchecked")
    private SharedMap<String, Call> listening() {
        return (SharedMap<String, Call>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SharedMap.class}, (p, method, a) -> {
                    if (method.getName().equals("removeEverywhere")) {
                        everywhere.add(a[0]);
                    }
                    return method.invoke(map, a);
                });
    }

    private record Bye(SipMessage request) implements ScriptTransaction {
        @Override
        public TransactionScope scope() {
            return new TransactionScope();
        }

        @Override
        public boolean isCanceled() {
            return false;
        }

        @Override
        public int lastStatus() {
            return 0;
        }
    }

    private void bye(String callId, int status) throws SipParseException {
        String text =
                "BYE sip:2@pbx SIP/2.0\r\nVia: SIP/2.0/TCP 10.1.0.1;branch=z9hG4bK1\r\nFrom: <sip:1@pbx>;tag=a\r\n"
                        + "To: <sip:2@pbx>;tag=b\r\nCall-ID: " + callId
                        + "\r\nCSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n";
        SipMessage request = SipMessage.parse(text.getBytes(StandardCharsets.US_ASCII), ParseLimits.DEFAULT);
        directory.replied(new Bye(request), status, "", null);
    }

    private void call(String callId) {
        map.put(callId, new Call(callId, "sip:1", "sip:2", CallState.ANSWERED, 1, 1, "main1/run", CallLegs.NONE));
    }

    @Test
    void byeEndsACallWhateverIsAnswered() throws SipParseException {
        call("c");
        bye("c", 100);
        assertThat(map.size()).isEqualTo(1);
        bye("c", 408);
        assertThat(map.size()).isZero();
        assertThat(everywhere).isEmpty();
    }

    @Test
    void endOfACallThatIsNotKnownHereIsRememberedForAServerThatMayKnowIt() throws SipParseException {
        bye("cut off", 200);
        bye("the other had hung up", 481);

        assertThat(everywhere).containsExactly("cut off", "the other had hung up");
    }

    @Test
    void byeThatReachedNoPhoneSaysNothingOfCallsThatAreNotKnownHere() throws SipParseException {
        for (int status : new int[] {401, 404, 408, 503}) {
            bye("x" + status, status);
        }

        assertThat(everywhere).isEmpty();
    }

    @Test
    void noMoreThanTwentySuchEndsASecondAreRemembered() throws SipParseException {
        for (int i = 0; i < 100; i++) {
            bye("flood" + i, 200);
        }
        assertThat(everywhere).hasSize(20);
        time.advanceMillis(1_000);
        bye("later", 200);
        assertThat(everywhere).hasSize(21).contains("later");
    }
}
