package org.breakwater.script.module.pua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.module.presence.PresenceField;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.script.module.presence.RpcPublication;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;

class PuaModulesTest {

    private final Port port = new Port();
    private final PuaRpcModule rpc = new PuaRpcModule(port);
    private final RpcExport.Handler publish = rpc.exports().rpcs().get(0).handler();

    /** Takes publications and refuses the rest. */
    private static final class Port implements PresencePort {
        private final List<RpcPublication> published = new ArrayList<>();
        private PresenceReply answer =
                PresenceReply.of(200, "OK").with("Expires", "60").with("SIP-ETag", "a.1");

        @Override
        public void use(PresenceParameters parameters) {
            throw new AssertionError("not asked here");
        }

        @Override
        public PresenceReply publish(PresenceRequest request) {
            return PresencePort.NONE.publish(request);
        }

        @Override
        public PresenceReply publish(RpcPublication publication) {
            published.add(publication);
            return answer;
        }

        @Override
        public PresenceReply subscribe(PresenceRequest request) {
            return PresencePort.NONE.subscribe(request);
        }

        @Override
        public Optional<String> value(String user, PresenceField field) {
            return Optional.empty();
        }

        @Override
        public boolean hasSubscribers(String user, String event) {
            return false;
        }

        @Override
        public boolean refresh(String user, String event) {
            return false;
        }
    }

    @Test
    void functionsAreThereAndDoNothing() {
        ModuleBench bench = new ModuleBench(PuaModule.pua(), PuaModule.usrloc(), PuaModule.dialoginfo())
                .parameter("pua", "db_url", "mysql://u:p@localhost/kamailio")
                .parameter("pua_usrloc", "default_domain", "pbx.example")
                .parameter("pua_dialoginfo", "include_tags", 0)
                .start();
        assertThat(bench.call(ScriptContexts.request(ScriptContexts.INVITE), "pua_set_publish"))
                .isEqualTo(1);
        assertThat(bench.call(ScriptContexts.request(ScriptContexts.INVITE), "pua_update_contact"))
                .isEqualTo(1);
    }

    @Test
    void publishersNeedPua() {
        assertThatThrownBy(() -> new ModuleBench(PuaModule.usrloc()).start())
                .hasStackTraceContaining("module pua must be loaded as well");
        assertThatThrownBy(() -> new ModuleBench(rpc).start())
                .hasStackTraceContaining("module pua must be loaded as well");
    }

    @Test
    void commandPublishesWithDotsForNothing() throws RpcException {
        Object answer = publish.call(
                List.of("sip:1001@pbx", 60, "presence", "application/pidf+xml", ".", "a.0", ".", ".", "<presence/>"));
        assertThat(answer).isEqualTo(Map.of("Expires", "60", "SIP-ETag", "a.1"));
        assertThat(port.published)
                .containsExactly(new RpcPublication(
                        "sip:1001@pbx", "presence", "application/pidf+xml", "", "a.0", 60, "<presence/>"));
        publish.call(List.of("sip:1001@pbx", "0", "presence", ".", "x", ".", ".", "."));
        assertThat(port.published.get(1)).isEqualTo(new RpcPublication("sip:1001@pbx", "presence", "", "x", "", 0, ""));
    }

    @Test
    void refusalHasTheStatusOfThePublish() {
        port.answer = PresenceReply.of(412, "Conditional Request Failed");
        List<Object> parameters = List.of("sip:1001@pbx", 60, "presence", ".", ".", "old", ".", ".");
        assertThatThrownBy(() -> publish.call(parameters))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(412));
        assertThatThrownBy(() -> publish.call(List.of("sip:1001@pbx"))).hasMessageContaining("pua.publish needs");
        assertThatThrownBy(() -> publish.call(List.of("u", "soon", "e", ".", ".", ".", ".", ".")))
                .hasMessage("\"soon\" is no number of seconds");
        assertThatThrownBy(() -> publish.call(List.of("u", -1, "e", ".", ".", ".", ".", ".")))
                .hasMessageContaining("0 seconds or more");
    }
}
