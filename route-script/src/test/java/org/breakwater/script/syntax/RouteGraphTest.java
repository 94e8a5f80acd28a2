package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteGraphTest {

    private static final ConfigFile CONFIG = Sources.accepted("""
        request_route {
            if (!route(CHECK)) { switch (1) { case 1: route(NOWHERE); } }
            while (t_on_failure("F")) { $var(x) = strlen($ru) + route(CHECK); }
            return route($var(x));
        }
        route[CHECK] { t_on_branch($var(b)); }
        route[LONELY] { exit; }
        failure_route[F] { route(CHECK); }
        event_route[tm:local-request] { ; }
        """);

    @Test
    void callsAndArmedRoutesAreFoundInStatementsAndExpressions() {
        assertThat(RouteGraph.of(CONFIG))
                .extracting(e -> e.from().label() + ">" + e.kind().keyword() + ":" + e.name() + (e.armed() ? "!" : ""))
                .containsExactly(
                        "request_route>route:CHECK",
                        "request_route>route:NOWHERE",
                        "request_route>failure_route:F!",
                        "request_route>route:CHECK",
                        "request_route>route:null",
                        "route[CHECK]>branch_route:null!",
                        "failure_route[F]>route:CHECK");
    }

    @Test
    void missingAndUnusedRoutesAreNamed() {
        assertThat(RouteGraph.missing(CONFIG)).extracting(RouteGraph.Edge::name).containsExactly("NOWHERE");
        assertThat(RouteGraph.unused(CONFIG)).containsExactly("route[LONELY]");
    }
}
