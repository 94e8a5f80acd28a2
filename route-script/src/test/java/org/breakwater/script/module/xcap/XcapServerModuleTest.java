package org.breakwater.script.module.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XcapServerModuleTest {

    private static final String URI =
            "/xcap-root/resource-lists/users/sip:joe%40example.com/a/index/~~/resource-lists/list%5b1%5d?xmlns(a=b)";
    private static final String REQUEST = "PUT /x SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.7\nContent-Length: 0\n\n";

    private final ModuleBench bench = new ModuleBench(
            new XcapServerModule(XcapPort.NONE), new PvModule(name -> OptionalLong.empty(), ZoneOffset.UTC));

    private static ScriptContext request() {
        return ScriptContexts.of(REQUEST, FakeFlow.of(TransportProtocol.TCP), RouteKind.EVENT);
    }

    @ParameterizedTest
    @CsvSource({
        "root, /xcap-root/",
        "auid, resource-lists",
        "tree, users",
        "xuid, sip:joe@example.com",
        "file, a/index",
        "node, resource-lists/list[1]",
        "target, index",
        "domain, example.com",
        "uri_adoc, /xcap-root/resource-lists/users/sip:joe%40example.com/a/index"
    })
    void uriIsTakenApart(String part, String expected) {
        bench.start();
        ScriptContext ctx = request();
        assertThat(bench.assign(ctx, "$xcapuri(u=>data)", Value.of(URI))).isTrue();

        assertThat(bench.value(ctx, "$xcapuri(u=>" + part + ")")).isEqualTo(Value.of(expected));
        assertThat(bench.value(ctx, "$xcapuri(other=>" + part + ")")).isEqualTo(Value.NULL);
    }

    @Test
    void kindIsKamailiosNumber() {
        bench.start();
        ScriptContext ctx = request();
        bench.assign(ctx, "$xcapuri(u=>data)", Value.of(URI));
        assertThat(bench.value(ctx, "$xcapuri(u=>type)")).isEqualTo(Value.of(4));
        bench.assign(ctx, "$xcapuri(u=>data)", Value.of("/elsewhere/resource-lists/global/index"));
        assertThat(bench.value(ctx, "$xcapuri(u=>auid)")).isEqualTo(Value.NULL);
        bench.assign(ctx, "$xcapuri(u=>data)", Value.of("/xcap-root/rls-services/global/index"));
        assertThat(bench.value(ctx, "$xcapuri(u=>tree)")).isEqualTo(Value.of("global"));
        assertThat(bench.value(ctx, "$xcapuri(u=>xuid)")).isEqualTo(Value.NULL);
        assertThat(bench.value(ctx, "$xcapuri(u=>file)")).isEqualTo(Value.of("index"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/xcap-root",
                "/xcap-root/",
                "/xcap-root//",
                "/xcap-root/users/%",
                "/xcap-root/a/users/%zz/~~/"
            })
    void oddUrisHaveFewerPartsAndDoNoHarm(String uri) {
        bench.start();
        ScriptContext ctx = request();
        bench.assign(ctx, "$xcapuri(u=>data)", Value.of(uri));
        for (String part : XcapPath.NAMES) {
            assertThat(bench.value(ctx, "$xcapuri(u=>" + part + ")")).isNotNull();
        }
        assertThat(bench.value(ctx, "$xcapuri(u=>file)")).isEqualTo(Value.NULL);
    }

    @Test
    void faultsOfTheScriptSayWhatThereIs() {
        assertThatThrownBy(() -> bench.start().value(request(), "$xcapuri(u=>user)"))
                .hasStackTraceContaining("it has data, uri, root, auid");
        assertThatThrownBy(() -> bench.parameter("xcap_server", "xcap_root", "http://x"))
                .hasStackTraceContaining("begins with a slash");
        assertThatThrownBy(() -> bench.parameter("xcap_server", "xcap_table", "docs"))
                .hasStackTraceContaining("documents are in the table xcap");
    }

    @Test
    void onlyHttpIsAnswered() {
        bench.start();
        assertThat(bench.call(request(), "xcaps_get", "sip:joe@example.com", URI))
                .isEqualTo(-1);
    }
}
