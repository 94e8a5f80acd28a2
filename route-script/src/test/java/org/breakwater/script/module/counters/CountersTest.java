package org.breakwater.script.module.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;

class CountersTest {

    private final CounterTable counters = new CounterTable();
    private final ModuleBench bench = new ModuleBench(new CountersModule(counters))
            .parameter("counters", "script_counter", "calls how many calls")
            .parameter("counters", "script_counter", "trunk.failed")
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @Test
    void countersAreInTheScriptsGroupUnlessTheyNameOne() {
        bench.call(ctx, "cnt_inc", "calls");
        bench.call(ctx, "cnt_add", "calls", "4");
        bench.call(ctx, "cnt_inc", "trunk.failed");
        assertThat(counters.value("script", "calls")).hasValue(5);
        assertThat(counters.value("trunk", "failed")).hasValue(1);
        assertThat(counters.value("failed")).hasValue(1);
        assertThat(counters.description("script", "calls")).isEqualTo("how many calls");
        bench.call(ctx, "cnt_reset", "calls");
        assertThat(counters.value("script", "calls")).hasValue(0);
    }

    @Test
    void undeclaredCounterIsRefusedWhenTheScriptLoads() {
        assertThatThrownBy(() -> bench.bind("cnt_inc", "other")).hasMessageContaining("script_counter");
        assertThat(counters.value("other")).isEmpty();
    }
}
