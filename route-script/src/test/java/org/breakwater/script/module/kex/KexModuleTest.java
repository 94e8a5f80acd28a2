package org.breakwater.script.module.kex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

final class KexModuleTest {

    private final ModuleBench bench =
            new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new KexModule("id-1")).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @Test
    void scriptFlagsAreSetAndReset() {
        bench.call(ctx, "setsflag", "3");
        assertThat(bench.call(ctx, "issflagset", "3")).isEqualTo(1);
        assertThat(bench.print(ctx, "$sf")).isEqualTo("8");
        bench.call(ctx, "resetsflag", "3");
        assertThat(bench.call(ctx, "issflagset", "3")).isEqualTo(-1);
    }

    @Test
    void branchFlagsBelongToTheirBranch() {
        ctx.branches().add(new Destination());
        bench.call(ctx, "setbflag", "6");
        assertThat(bench.call(ctx, "isbflagset", "6")).isEqualTo(1);
        assertThat(bench.call(ctx, "isbflagset", "6", "1")).isEqualTo(-1);
        bench.call(ctx, "setbflag", "7", "1");
        assertThat(ctx.branches().get(0).flags()).isEqualTo(128);
        assertThat(bench.call(ctx, "setbflag", "7", "2")).isEqualTo(-1);
        bench.call(ctx, "resetbflag", "6");
        assertThat(ctx.destination().flags()).isZero();
    }

    @Test
    void flagsOutOfRangeAreRefusedAtLoad() {
        assertThatThrownBy(() -> bench.bind("setbflag", "32")).hasMessageContaining("32");
    }

    @Test
    void theNextHopIsSetAskedAndReset() {
        assertThat(bench.call(ctx, "isdsturiset")).isEqualTo(-1);
        bench.call(ctx, "setdsturi", "sip:1.2.3.4;x=$rU");
        assertThat(bench.print(ctx, "$du")).isEqualTo("sip:1.2.3.4;x=bob");
        assertThat(bench.call(ctx, "isdsturiset")).isEqualTo(1);
        bench.call(ctx, "resetdsturi");
        assertThat(bench.call(ctx, "isdsturiset")).isEqualTo(-1);
    }

    @Test
    void printingGoesIntoAVariable() {
        bench.call(ctx, "pv_printf", "$var(x)", "a $fU");
        assertThat(bench.print(ctx, "$var(x)")).isEqualTo("a alice");
        assertThatThrownBy(() -> bench.bind("pv_printf", "$tn", "a")).hasMessageContaining("read-only");
    }

    @Test
    void ownUrisAreKnown() {
        bench.localDomains()
                .setSockets(List.of(ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060))));
        assertThat(bench.call(ctx, "is_myself", "sip:a@192.0.2.1:5060")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_myself", "sip:a@192.0.2.1:5070")).isEqualTo(-1);
        assertThat(bench.call(ctx, "is_myself", "192.0.2.1")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_myself", "$fu")).isEqualTo(-1);
    }
}
