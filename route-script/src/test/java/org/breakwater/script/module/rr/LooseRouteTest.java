package org.breakwater.script.module.rr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected outcomes were seen on Kamailio 5.6.3 with the same route sets. */
final class LooseRouteTest {

    private static final ListenPoint FIRST = ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060));
    private static final ListenPoint OVER_TCP =
            ListenPoint.of(TransportProtocol.TCP, FakeFlow.address("192.0.2.1", 5060));
    private static final ListenPoint SECOND =
            ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5070));

    private final RrModule rr = new RrModule();
    private final ModuleBench bench = new ModuleBench(rr);

    @BeforeEach
    void listen() {
        bench.localDomains().setSockets(List.of(FIRST, OVER_TCP, SECOND));
        bench.start();
    }

    private static ScriptContext request(String uri, String totag, String routes) {
        StringBuilder fields = new StringBuilder();
        for (String route : routes.split("\\|")) {
            if (!route.isBlank()) {
                fields.append("Route: ").append(route.trim()).append('\n');
            }
        }
        return ScriptContexts.request("OPTIONS " + uri + " SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa\n"
                + "From: <sip:a@a.example>;tag=ft1\nTo: <sip:b@b.example>" + totag
                + "\nCall-ID: c\nCSeq: 7 OPTIONS\n" + fields + "Max-Forwards: 70\n\n");
    }

    private static String routes(ScriptContext ctx) {
        List<String> left = new ArrayList<>();
        ScriptContexts.written(ctx)
                .lines()
                .filter(l -> l.startsWith("Route: "))
                .forEach(l -> left.add(l.substring("Route: ".length())));
        return left.isEmpty() ? "none" : String.join(" | ", left);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "sip:bob@u~<sip:192.0.2.1;lr;x=y>~1~sip:bob@u~null~none~null",
                "sip:bob@u~<sip:192.0.2.1;lr>|<sip:9.9.9.9;lr>~1~sip:bob@u~sip:9.9.9.9;lr~<sip:9.9.9.9;lr>~null",
                "sip:bob@u~<sip:192.0.2.1;lr>|<sip:9.9.9.9>|<sip:8.8.8.8;lr>~1~sip:9.9.9.9~null"
                        + "~<sip:8.8.8.8;lr> | <sip:bob@u>~null",
                "sip:bob@u~<sip:192.0.2.1;transport=tcp;r2=on;lr>|<sip:192.0.2.1:5070;r2=on;lr>~1~sip:bob@u~null~none"
                        + "~udp:192.0.2.1:5070",
                "sip:bob@u~<sip:192.0.2.1:5070;r2=on;lr>, <sip:192.0.2.1;r2=on;lr>, <sip:7.7.7.7;lr>~1~sip:bob@u"
                        + "~sip:7.7.7.7;lr~<sip:7.7.7.7;lr>~udp:192.0.2.1:5060",
                "sip:bob@u~<sip:192.0.2.1;r2=on;lr>~1~sip:bob@u~null~none~null",
                "sip:bob@u~<sip:9.9.9.9;lr>~1~sip:bob@u~sip:9.9.9.9;lr~<sip:9.9.9.9;lr>~null",
                "sip:bob@u~<sip:9.9.9.9>|<sip:8.8.8.8;lr>~1~sip:9.9.9.9~null~<sip:8.8.8.8;lr> | <sip:bob@u>~null",
                "sip:192.0.2.1;lr~<sip:8.8.8.8;lr>|<sip:last@7.7.7.7>~1~sip:last@7.7.7.7~sip:8.8.8.8;lr"
                        + "~<sip:8.8.8.8;lr>~null",
                "sip:192.0.2.1~<sip:8.8.8.8>|<sip:last@7.7.7.7>~1~sip:8.8.8.8~null~<sip:last@7.7.7.7>~null",
                "sip:192.0.2.1~<sip:last@7.7.7.7>~1~sip:last@7.7.7.7~null~none~null",
                "sip:joe@192.0.2.1~<sip:192.0.2.1;lr>|<sip:9.9.9.9;lr>~1~sip:9.9.9.9;lr~sip:192.0.2.1;lr"
                        + "~<sip:192.0.2.1;lr>~null",
                "sip:192.0.2.1;r2=on;lr~<sip:192.0.2.1:5070;r2=on;lr>|<sip:last@7.7.7.7>~1~sip:last@7.7.7.7~null~none"
                        + "~udp:192.0.2.1:5070",
                "sip:bob@u~~-1~sip:bob@u~null~none~null",
                "sip:bob@u~garbage~-1~sip:bob@u~null~garbage~null",
            })
    void routesARequestWithinADialog(
            String uri, String routes, int code, String ru, String du, String left, String socket) {
        ScriptContext ctx = request(uri, ";tag=t1", routes == null ? "" : routes);
        assertThat(bench.call(ctx, "loose_route")).isEqualTo(code);
        assertThat(ctx.requestUri()).isEqualTo(ru);
        assertThat(String.valueOf(ctx.destination().dstUri())).isEqualTo(du);
        assertThat(routes(ctx)).isEqualTo(left);
        assertThat(String.valueOf(ctx.destination().socket())).isEqualTo(socket);
    }

    @Test
    void aPreloadedRouteOfOursAloneIsTakenOutAndToldApart() {
        ScriptContext ctx = request("sip:bob@u", "", "<sip:192.0.2.1;lr>");
        assertThat(bench.call(ctx, "loose_route")).isEqualTo(-3);
        assertThat(routes(ctx)).isEqualTo("none");
        assertThat(bench.call(request("sip:bob@u", "", "<sip:192.0.2.1;lr>"), "loose_route_preloaded"))
                .isEqualTo(1);
    }

    @Test
    void aPreloadedRouteWithAnotherBehindItIsFollowed() {
        ScriptContext ctx = request("sip:bob@u", "", "<sip:192.0.2.1;lr>|<sip:9.9.9.9;lr>");
        assertThat(bench.call(ctx, "loose_route_preloaded")).isEqualTo(-1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:9.9.9.9;lr");
        assertThat(bench.call(ctx, "rr_next_hop_route")).isEqualTo(1);
    }

    @Test
    void modeOneNeverTakesTheRequestUriForARouteOfOurs() {
        ScriptContext ctx = request("sip:joe@192.0.2.1", ";tag=t1", "<sip:192.0.2.1;lr>|<sip:9.9.9.9;lr>");
        assertThat(bench.call(ctx, "loose_route_mode", "1")).isEqualTo(1);
        assertThat(ctx.requestUri()).isEqualTo("sip:joe@192.0.2.1");
        assertThat(routes(ctx)).isEqualTo("<sip:9.9.9.9;lr>");
    }

    @ParameterizedTest
    @CsvSource({"ft1,1,-1,1,downstream,ft1,t1", "t1,-1,1,2,upstream,t1,ft1"})
    void theFtagOfOurRouteTellsTheDirection(
            String ftag, int down, int up, String id, String name, String from, String to) {
        ScriptContext ctx = request("sip:bob@u", ";tag=t1", "<sip:192.0.2.1;lr;ftag=" + ftag + ";nat=yes>");
        bench.call(ctx, "loose_route");
        assertThat(bench.call(ctx, "is_direction", "downstream")).isEqualTo(down);
        assertThat(bench.call(ctx, "is_direction", "upstream")).isEqualTo(up);
        assertThat(bench.print(ctx, "$rdir(id) $rdir(name) $fti $tti"))
                .isEqualTo(id + " " + name + " " + from + " " + to);
    }

    @Test
    void parametersAreThoseOfTheTopRouteIfItIsOurs() {
        ScriptContext ctx = request("sip:bob@u", ";tag=t1", "<sip:192.0.2.1;lr;nat=yes>");
        bench.call(ctx, "loose_route");
        assertThat(bench.call(ctx, "check_route_param", "NAT=yes")).isEqualTo(1);
        assertThat(bench.call(ctx, "check_route_param", "nat=no")).isEqualTo(-1);
        assertThat(bench.call(ctx, "rr_next_hop_route")).isEqualTo(-1);
        assertThat(bench.print(ctx, "$route_uri")).isEqualTo("sip:192.0.2.1;lr;nat=yes");
        ScriptContext foreign = request("sip:bob@u", ";tag=t1", "<sip:9.9.9.9;lr;nat=yes>");
        bench.call(foreign, "loose_route");
        assertThat(bench.call(foreign, "check_route_param", "nat=yes")).isEqualTo(-1);
    }

    @Test
    void listenersHearTheParametersOfOurRoute() {
        List<String> heard = new ArrayList<>();
        rr.addListener((ctx, params) -> heard.add(params.text()));
        bench.call(request("sip:bob@u", ";tag=t1", "<sip:192.0.2.1;lr;did=7.1>"), "loose_route");
        assertThat(heard).containsExactly(";lr;did=7.1");
    }
}
