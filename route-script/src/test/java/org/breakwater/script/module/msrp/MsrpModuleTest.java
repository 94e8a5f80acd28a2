package org.breakwater.script.module.msrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.resolve.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsrpModuleTest {

    private static final String OWN = "msrp://192.0.2.7:9/a;tcp";
    private static final String NEXT = "msrp://198.51.100.3:7/b;tcp";

    private final ManualTime time = new ManualTime();
    private final MsrpSessions sessions = new MsrpSessions();
    private final Metrics metrics = new Metrics();
    private final Sent transport = new Sent();
    private final MsrpModule module = new MsrpModule(
            sessions,
            transport,
            (hop, worker, done) -> done.accept(
                    hop.host().equals("known")
                            ? new Resolution(
                                    List.of(Target.of(
                                            TransportProtocol.TLS, FakeFlow.address("198.51.100.9", hop.port()))),
                                    null)
                            : new Resolution(List.of(), "no such name")),
            time,
            metrics);
    private final ModuleBench bench = new ModuleBench(module);
    private final FakeFlow flow = FakeFlow.of(TransportProtocol.TCP);

    private static MsrpFrame frame(String method, String to, String more) {
        try {
            return MsrpFrame.parse(Octets.bytes("MSRP t1t2 " + method + "\r\nTo-Path: " + to + "\r\nFrom-Path: " + OWN
                    + "\r\nMessage-ID: m\r\n" + more + "-------t1t2$\r\n"));
        } catch (SipParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ScriptContext context(MsrpFrame frame, Flow flow) {
        ScriptContext ctx = ScriptContexts.of(ScriptContexts.INVITE, flow, RouteKind.EVENT);
        new FrameInHand(frame, flow).attachTo(ctx);
        return ctx;
    }

    private int call(MsrpFrame frame, Flow from, String name, String... arguments) {
        return bench.call(context(frame, from), name, arguments);
    }

    private String lastReply() {
        byte[] last = flow.sent().get(flow.sent().size() - 1);
        return Octets.text(last, 0, last.length);
    }

    /** Asks for an address; its URI. */
    private String address(String more) {
        assertThat(call(frame("AUTH", "msrp://192.0.2.1:5060;tcp", more), flow, "msrp_cmap_save"))
                .isEqualTo(1);
        String reply = lastReply();
        int start = reply.indexOf("Use-Path: ") + 10;
        return reply.substring(start, reply.indexOf("\r\n", start));
    }

    private MsrpModuleTest withMap() {
        bench.parameter("msrp", "cmap_size", 4).start();
        return this;
    }

    @Test
    void anAddressIsGivenOutFoundAndEndsWithItsTime() {
        withMap();
        String address = address("Expires: 60\r\n");
        assertThat(address).matches("msrp://192\\.0\\.2\\.1:5060/[0-9a-f]{32};tcp");
        MsrpFrame frame = frame("SEND", address + " " + NEXT, "");
        assertThat(call(frame, flow, "msrp_cmap_lookup")).isEqualTo(1);
        time.advanceMillis(59_999);
        assertThat(call(frame, flow, "msrp_cmap_lookup")).isEqualTo(1);
        time.advanceMillis(1);
        assertThat(call(frame, flow, "msrp_cmap_lookup")).isEqualTo(-4);
        assertThat(call(frame, flow, "msrp_cmap_own")).isEqualTo(-4);
        sessions.expire(time.monotonicNanos());
        assertThat(sessions.size()).isZero();
    }

    @Test
    void addressesEndWithTheirConnection() {
        withMap();
        MsrpFrame frame = frame("SEND", address("") + " " + NEXT, "");
        address("");
        assertThat(sessions.size()).isEqualTo(2);
        sessions.closed(flow);
        assertThat(sessions.size()).isZero();
        assertThat(call(frame, flow, "msrp_cmap_lookup")).isEqualTo(-4);
    }

    @ParameterizedTest
    @CsvSource({"59, -3, Min-Expires: 60", "3601, -4, Max-Expires: 3600", "9999999999, -4, Max-Expires: 3600"})
    void timesOutOfBoundsAreRefused(String asked, int code, String field) {
        withMap();
        MsrpFrame frame = frame("AUTH", "msrp://192.0.2.1:5060;tcp", "Expires: " + asked + "\r\n");
        assertThat(call(frame, flow, "msrp_cmap_save")).isEqualTo(code);
        assertThat(lastReply())
                .startsWith("MSRP t1t2 423 Interval Out Of Bounds\r\n")
                .contains("\r\n" + field + "\r\n");
    }

    @Test
    void oneConnectionGetsSoManyAddressesAndNoMore() {
        withMap();
        for (int i = 0; i < MsrpSessions.MOST_OF_CONNECTION; i++) {
            address("");
        }
        assertThat(call(frame("AUTH", "msrp://192.0.2.1:5060;tcp", ""), flow, "msrp_cmap_save"))
                .isEqualTo(-1);
        assertThat(sessions.size()).isEqualTo(MsrpSessions.MOST_OF_CONNECTION);
    }

    @Test
    void withoutAMapNothingIsSaved() {
        bench.start();
        assertThat(call(frame("AUTH", OWN, ""), flow, "msrp_cmap_save")).isEqualTo(-1);
        assertThat(call(frame("SEND", OWN, ""), flow, "msrp_cmap_lookup")).isEqualTo(-1);
    }

    @Test
    void onlyTheConnectionThatAskedOwnsAnAddress() {
        withMap();
        String address = address("");
        Flow other = new OtherFlow(flow);
        MsrpFrame frame = frame("SEND", address + " " + NEXT, "");
        assertThat(call(frame, flow, "msrp_cmap_own")).isEqualTo(1);
        assertThat(call(frame, other, "msrp_cmap_own")).isEqualTo(-4);
        ScriptContext ctx = context(frame, other);
        bench.call(ctx, "msrp_cmap_lookup");
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(1);
        assertThat(lastReply())
                .startsWith("MSRP t1t2 SEND\r\nTo-Path: " + NEXT + "\r\nFrom-Path: " + address + " " + OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "msrp://198.51.100.3:7/b;tcp, TCP 198.51.100.3 7",
        "msrp://198.51.100.3/b;tcp, TCP 198.51.100.3 2855",
        "msrps://known:99/b;tcp, TLS 198.51.100.9 99",
        "msrps://unknown:99/b;tcp, ''",
        "sip:b, ''"
    })
    void framesGoWhereTheirPathLeads(String next, String target) {
        withMap();
        ScriptContext ctx = context(frame("SEND", OWN + " " + next, ""), flow);
        bench.call(ctx, "msrp_relay_flags", "1");
        int code = bench.call(ctx, "msrp_relay");
        assertThat(code).isEqualTo(target.isEmpty() ? -1 : 1);
        assertThat(transport.targets).isEqualTo(target.isEmpty() ? List.of() : List.of(target + " false"));
    }

    @Test
    void theScriptMaySendElsewhereAndCloseTheConnection() {
        withMap();
        ScriptContext ctx = context(frame("SEND", OWN + " " + NEXT, ""), flow);
        bench.call(ctx, "msrp_set_dst", "msrp://203.0.113.5:8000", "tcp:192.0.2.1:5060");
        bench.call(ctx, "msrp_relay_flags", "2");
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(1);
        assertThat(transport.targets).containsExactly("TCP 203.0.113.5 8000 true");
        assertThat(transport.closed).containsExactly(17L);
    }

    @Test
    void aFrameThatIsLostAfterItsReplyIsReported() {
        withMap();
        transport.refuses = true;
        ScriptContext ctx = context(frame("SEND", OWN + " " + NEXT, ""), flow);
        bench.call(ctx, "msrp_reply", "200", "OK");
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(-1);
        assertThat(lastReply()).contains(" REPORT\r\nTo-Path: " + OWN).contains("Status: 000 408 Not delivered\r\n");
        assertThat(metrics.scrape()).contains("breakwater_msrp_frames_refused_total{cause=\"unsent\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatIsLostAfterItWasSentIsReportedOnceHoweverEarlyItIsLost(boolean beforeItsReply) {
        withMap();
        transport.holds = true;
        ScriptContext ctx = context(frame("SEND", OWN + " " + NEXT, ""), flow);
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(1);
        if (beforeItsReply) {
            transport.held.failed("its queue is full");
            assertThat(flow.sent()).isEmpty();
        }
        bench.call(ctx, "msrp_reply", "200", "OK");
        if (!beforeItsReply) {
            assertThat(flow.sent()).hasSize(1);
            transport.held.failed("its queue is full");
        }
        assertThat(flow.sent()).hasSize(2);
        assertThat(Octets.text(flow.sent().get(0), 0, 15)).isEqualTo("MSRP t1t2 200 O");
        assertThat(lastReply()).contains(" REPORT\r\nTo-Path: " + OWN).contains("Status: 000 408 Not delivered\r\n");
    }

    @Test
    void whatTheScriptWasToldIsNotReportedWhenItFindsAnotherWay() {
        withMap();
        transport.refuses = true;
        ScriptContext ctx = context(frame("SEND", OWN + " " + NEXT, ""), flow);
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(-1);
        transport.refuses = false;
        assertThat(bench.call(ctx, "msrp_relay")).isEqualTo(1);
        bench.call(ctx, "msrp_reply", "200", "OK");
        assertThat(flow.sent()).hasSize(1);
    }

    @Test
    void reportsAndRepliesAreNotAnswered() {
        withMap();
        assertThat(call(frame("REPORT", OWN, ""), flow, "msrp_reply", "481", "No"))
                .isEqualTo(1);
        assertThat(call(frame("200 OK", OWN, ""), flow, "msrp_reply", "481", "No"))
                .isEqualTo(1);
        assertThat(flow.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, OK", "abc, OK", "2000, OK", "'', OK"})
    void aReplyNeedsACode(String code, String text) {
        withMap();
        assertThat(call(frame("SEND", OWN, ""), flow, "msrp_reply", code, text)).isEqualTo(-1);
        assertThat(call(frame("SEND", OWN, ""), flow, "msrp_reply", "200", "two\r\nlines"))
                .isEqualTo(-1);
        assertThat(flow.sent()).isEmpty();
    }

    @Test
    void outsideItsEventThereIsNoFrame() {
        withMap();
        ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
        for (String name :
                List.of("msrp_is_request", "msrp_is_reply", "msrp_relay", "msrp_cmap_save", "msrp_cmap_own")) {
            assertThat(bench.call(ctx, name)).isEqualTo(-1);
        }
        assertThat(bench.value(ctx, "$msrp(method)").isNull()).isTrue();
    }

    @Test
    void whatIsTooLargeIsAnswered() {
        withMap();
        module.tooLarge(frame("SEND", OWN, ""), flow, null);
        assertThat(lastReply()).startsWith("MSRP t1t2 413 ");
        assertThat(metrics.scrape()).contains("breakwater_msrp_frames_refused_total{cause=\"too_large\"} 1.0");
    }

    @Test
    void theListShowsWhoIsReached() throws RpcException {
        withMap();
        String address = address("");
        Object list = module.exports().rpcs().get(0).handler().call(List.of());
        String id = address.substring(address.lastIndexOf('/') + 1, address.indexOf(';'));
        assertThat(list.toString())
                .contains("SESSIONID=" + id, "PEER=" + OWN, "ADDR=msrp://192.0.2.7:5070", "CONCOUNT=1", "MAP_SIZE=16");
    }

    @ParameterizedTest
    @CsvSource({"auth_min_expires, 0", "auth_max_expires, 59", "auth_min_expires, 3601"})
    void unusableParametersRefuseTheScript(String name, int value) {
        bench.parameter("msrp", name, value);
        assertThatThrownBy(bench::start).hasMessageContaining("auth_min_expires");
    }

    @ParameterizedTest
    @CsvSource({"relay.example:2855", "msrp://relay.example:2855"})
    void theAddressThatIsGivenOutCanBeSet(String text) {
        bench.parameter("msrp", "use_path_addr", text);
        withMap();
        assertThat(address("")).startsWith("msrp://relay.example:2855/");
    }

    @Test
    void anUnknownKeyRefusesTheScript() {
        assertThatThrownBy(() -> bench.pv("$msrp(hop)"))
                .hasMessageContaining("$msrp(hop) is unknown; there are body, bodylen");
    }

    /** The same connection under another number. */
    private record OtherFlow(FakeFlow like) implements Flow {
        @Override
        public long id() {
            return 18;
        }

        @Override
        public TransportProtocol protocol() {
            return like.protocol();
        }

        @Override
        public InetSocketAddress local() {
            return like.local();
        }

        @Override
        public InetSocketAddress remote() {
            return like.remote();
        }

        @Override
        public ListenPoint listenPoint() {
            return like.listenPoint();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(byte[] message, SendOutcome outcome) {
            throw new AssertionError("nothing is to come back");
        }
    }

    /** Notes where frames go. */
    private final class Sent implements Transport {
        private final List<String> targets = new ArrayList<>();
        private final List<Long> closed = new ArrayList<>();
        private boolean refuses;
        private boolean holds;
        private SendOutcome held;

        @Override
        public List<ListenPoint> listenPoints() {
            return List.of(flow.listenPoint());
        }

        @Override
        public Optional<Flow> flow(long id) {
            return Optional.empty();
        }

        @Override
        public Optional<ListenPoint> sourceFor(Target target) {
            return Optional.empty();
        }

        @Override
        public void send(Target target, byte[] message, SendOutcome outcome) {
            if (refuses) {
                outcome.failed("refused");
                return;
            }
            if (holds) {
                held = outcome;
                return;
            }
            targets.add(target.protocol() + " " + target.address().getAddress().getHostAddress() + " "
                    + target.address().getPort() + " " + target.mayConnect());
            outcome.sent(flow);
        }

        @Override
        public void close(long flowId) {
            closed.add(flowId);
        }
    }
}
