package org.breakwater.script.module.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.WebSocketControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebsocketModuleTest {

    private final Frames frames = new Frames();
    private final WebsocketModule module = new WebsocketModule(frames);

    private Object rpc(String name, Object... parameters) throws RpcException {
        RpcExport command = module.exports().rpcs().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
        return command.handler().call(List.of(parameters));
    }

    @ParameterizedTest
    @CsvSource({
        "keepalive_mechanism, 3",
        "keepalive_timeout, 0",
        "keepalive_interval, 0",
        "sub_protocols, 2",
        "sub_protocols, 5"
    })
    void unusableParametersRefuseTheScript(String name, int value) {
        ModuleBench bench = new ModuleBench(module).parameter("websocket", name, value);

        assertThatThrownBy(bench::start).hasMessageContaining(name);
    }

    @Test
    void commandsReachOneConnection() throws RpcException {
        rpc("ws.ping", 17L);
        rpc("ws.close", "17");

        assertThat(frames.sent)
                .containsExactly(
                        new WebSocketControl(WebSocketControl.Kind.PING, 0, "Breakwater"),
                        WebSocketControl.close(1000, "Normal closure"));
        assertThatThrownBy(() -> rpc("ws.pong", 18L)).hasMessage("WebSocket connection 18 not found");
        assertThatThrownBy(() -> rpc("ws.close")).hasMessage("the number of a connection is needed");
    }

    @Test
    void keepaliveIsDueOncePerPeriod() {
        OpenSockets sockets = new OpenSockets(frames);
        WebSocketControl ping = new WebSocketControl(WebSocketControl.Kind.PING, 0, "x");
        sockets.add(FakeFlow.of(TransportProtocol.WS), 0);

        sockets.keepAlive(99, 100, ping);
        assertThat(frames.sent).isEmpty();
        sockets.keepAlive(100, 100, ping);
        sockets.keepAlive(150, 100, ping);
        assertThat(frames.sent).containsExactly(ping);
        assertThat(sockets.dump(2_000_000_000L).toString())
                .contains("17: ws 192.0.2.7:5070 -> 192.0.2.1:5060 (state: OPEN, opened 2s ago");
    }

    /** One WebSocket, number 17. */
    private static final class Frames implements Transport {
        private final List<WebSocketControl> sent = new ArrayList<>();

        @Override
        public boolean control(long flowId, WebSocketControl frame) {
            return flowId == 17 && sent.add(frame);
        }

        @Override
        public List<ListenPoint> listenPoints() {
            return List.of();
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
            throw new AssertionError("nothing is to be sent but frames");
        }

        @Override
        public void close(long flowId) {
            throw new AssertionError("connections are closed by a frame");
        }
    }
}
