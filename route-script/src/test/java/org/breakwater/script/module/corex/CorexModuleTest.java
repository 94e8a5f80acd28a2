package org.breakwater.script.module.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

final class CorexModuleTest {

    private final ModuleBench bench = new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new CorexModule());
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @Test
    void theCurrentDestinationBecomesABranchAndTheMainOneStartsAfresh() {
        bench.start();
        bench.assign(ctx, "$ru", Value.of("sip:one@h"));
        bench.assign(ctx, "$du", Value.of("sip:1.1.1.1"));
        assertThat(bench.call(ctx, "append_branch")).isEqualTo(1);
        assertThat(bench.print(ctx, "$(branch(uri)[0]) $(branch(dst_uri)[0]) $du $ru"))
                .isEqualTo("sip:one@h sip:1.1.1.1 <null> sip:one@h");
    }

    @Test
    void aBranchIsAppendedByUriAndPreference() {
        bench.start();
        assertThat(bench.call(ctx, "append_branch", "sip:two@h", "0.5")).isEqualTo(1);
        assertThat(bench.print(ctx, "$(branch(uri)[0]) $(branch(Q)[0]) $rU")).isEqualTo("sip:two@h 500 bob");
    }

    @Test
    void socketsAreChosenByAddressOrName() {
        bench.start();
        ListenPoint named =
                new ListenPoint(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060), null, -1, "outside");
        bench.localDomains().setSockets(List.of(named));
        assertThat(bench.call(ctx, "set_send_socket", "udp:192.0.2.1:5060")).isEqualTo(1);
        assertThat(bench.call(ctx, "set_send_socket_name", "outside")).isEqualTo(1);
        assertThat(bench.call(ctx, "set_send_socket_name", "inside")).isEqualTo(-1);
        assertThat(bench.call(ctx, "is_socket_name", "outside")).isEqualTo(1);
        assertThat(bench.print(ctx, "$fsn")).isEqualTo("outside");
    }

    @Test
    void extendedFlagsGoUpTo63() {
        bench.start();
        bench.call(ctx, "setxflag", "63");
        assertThat(bench.call(ctx, "isxflagset", "63")).isEqualTo(1);
        assertThat(bench.call(ctx, "isxflagset", "31")).isEqualTo(-1);
        bench.call(ctx, "resetxflag", "63");
        assertThat(bench.call(ctx, "isxflagset", "63")).isEqualTo(-1);
        assertThat(bench.call(ctx, "setxflag", "64")).isEqualTo(-1);
    }

    @Test
    void subdomainsOfAnAliasAreOurs() {
        bench.parameter("corex", "alias_subdomains", "udp:home.example:5060").start();
        assertThat(bench.localDomains().isLocal("a.HOME.example", 5060, "udp")).isTrue();
        assertThat(bench.localDomains().isLocal("home.example", 0, null)).isTrue();
        assertThat(bench.localDomains().isLocal("a.home.example", 5060, "tcp")).isFalse();
        assertThat(bench.localDomains().isLocal("xhome.example", 5060, "udp")).isFalse();
    }

    @Test
    void incomingMessagesHaveAFlow() {
        bench.start();
        assertThat(bench.call(ctx, "is_incoming")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_faked_msg")).isEqualTo(-1);
    }
}
