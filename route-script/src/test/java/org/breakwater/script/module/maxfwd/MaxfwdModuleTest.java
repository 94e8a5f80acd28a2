package org.breakwater.script.module.maxfwd;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;

final class MaxfwdModuleTest {

    private final ModuleBench bench = new ModuleBench(new MaxfwdModule()).start();

    private static ScriptContext with(String maxForwards) {
        return ScriptContexts.request("INVITE sip:h SIP/2.0\nCSeq: 1 INVITE\n"
                + (maxForwards == null ? "" : "Max-Forwards: " + maxForwards + "\n"));
    }

    @Test
    void theValueIsDecremented() {
        ScriptContext ctx = with("70");
        assertThat(bench.call(ctx, "mf_process_maxfwd_header", "10")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("Max-Forwards: 69\r\n");
    }

    @Test
    void aMissingFieldIsAdded() {
        ScriptContext ctx = with(null);
        assertThat(bench.call(ctx, "maxfwd_process", "10")).isEqualTo(2);
        assertThat(ScriptContexts.written(ctx)).contains("Max-Forwards: 10\r\n");
        assertThat(bench.call(ctx, "is_maxfwd_lt", "11")).isEqualTo(1);
    }

    @Test
    void zeroIsTheEnd() {
        assertThat(bench.call(with("0"), "process_maxfwd", "10")).isEqualTo(-1);
    }

    @Test
    void aMalformedValueIsAnError() {
        assertThat(bench.call(with("x"), "maxfwd_process", "10")).isEqualTo(-2);
        assertThat(bench.call(with("x"), "is_maxfwd_lt", "10")).isEqualTo(-3);
    }

    @Test
    void largeValuesAreCutAtTheLimit() {
        bench.parameter("maxfwd", "max_limit", 20);
        ScriptContext ctx = with("255");
        bench.call(ctx, "maxfwd_process", "10");
        assertThat(ScriptContexts.written(ctx)).contains("Max-Forwards: 20\r\n");
    }

    @Test
    void comparisonsLookAtTheValueAsItWillBeSent() {
        ScriptContext ctx = with("2");
        assertThat(bench.call(ctx, "is_maxfwd_lt", "2")).isEqualTo(-1);
        bench.call(ctx, "maxfwd_process", "10");
        assertThat(bench.call(ctx, "is_maxfwd_lt", "2")).isEqualTo(1);
        assertThat(bench.call(with(null), "is_maxfwd_lt", "2")).isEqualTo(-2);
    }
}
