package org.breakwater.script.module.pike;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;

class PikeTest {

    private final ManualTime time = new ManualTime();
    private final ModuleBench bench = new ModuleBench(new PikeModule(time))
            .parameter("pike", "sampling_time_unit", 2)
            .parameter("pike", "reqs_density_per_unit", 4)
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    private int check() {
        return bench.call(ctx, "pike_check_req");
    }

    @Test
    void sourceIsBlockedWhenItReachesTheLimit() {
        assertThat(new int[] {check(), check(), check()}).containsExactly(1, 1, 1);
        assertThat(check()).isEqualTo(-2);
        assertThat(check()).isEqualTo(-1);
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly("0 PIKE - BLOCKing ip 192.0.2.7\n");
    }

    @Test
    void sourceStaysBlockedForTheNextUnitAndIsFreeAfterTwoQuietOnes() {
        for (int i = 0; i < 5; i++) {
            check();
        }
        time.advanceMillis(2_000);
        assertThat(check()).isEqualTo(-1);
        time.advanceMillis(4_000);
        assertThat(check()).isEqualTo(1);
    }

    @Test
    void sourcesAreCountedApart() {
        for (int i = 0; i < 5; i++) {
            check();
        }
        assertThat(bench.call(ctx, "pike_check_ip", "192.0.2.8")).isEqualTo(1);
        assertThat(bench.call(ctx, "pike_check_ip", "192.0.2.7")).isEqualTo(-1);
        assertThat(bench.call(ctx, "pike_check_ip", "no address")).isEqualTo(1);
    }

    @Test
    void fewRequestsInEveryUnitNeverBlock() {
        for (int unit = 0; unit < 20; unit++) {
            assertThat(check()).isEqualTo(1);
            assertThat(check()).isEqualTo(1);
            time.advanceMillis(2_000);
        }
    }
}
