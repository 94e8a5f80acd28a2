package org.breakwater.script.module.xlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XlogModuleTest {

    private final ModuleBench bench =
            new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new XlogModule()).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource({"xlog, -1", "xerr, -1", "xwarn, 0", "xnotice, 1", "xinfo, 2", "xcrit, -2", "xalert, -5"})
    void eachFunctionHasItsLevel(String function, int level) {
        assertThat(bench.call(ctx, function, "from $fU\n")).isEqualTo(1);
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly(level + " <script>: from alice\n");
    }

    @ParameterizedTest
    @CsvSource({"L_ALERT, -5", "L_ERR, -1", "L_WARN, 0", "L_INFO, 2"})
    void theLevelIsTheFirstOfTwoParameters(String name, int level) {
        bench.call(ctx, "xlog", name, "x");
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly(level + " <script>: x");
    }

    @Test
    void theLevelMayBeComputed() {
        bench.assign(ctx, "$var(l)", Value.of("L_NOTICE"));
        bench.call(ctx, "xlog", "$var(l)", "x");
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly("1 <script>: x");
    }

    @Test
    void linesBelowTheThresholdAreNotMade() {
        bench.call(ctx, "xdbg", "x");
        assertThat(ScriptContexts.log(ctx).lines()).isEmpty();
    }

    @Test
    void theTextIsCutAtTheBufferSizeAndThePrefixCanBeChanged() {
        bench.parameter("xlog", "prefix", "P ").parameter("xlog", "buf_size", 4);
        bench.call(ctx, "xerr", "abcdefgh");
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly("-1 P abcd");
    }

    @Test
    void unknownLevelsGoByTheirFirstLetterWithAWarning() {
        bench.call(ctx, "xlog", "L_NOSUCH", "x");
        bench.call(ctx, "xlog", "L_FOO", "y");
        assertThat(ScriptContexts.log(ctx).lines()).containsExactly("1 <script>: x", "-1 <script>: y");
        assertThat(bench.warnings()).hasSize(2).allMatch(w -> w.contains("no log level"));
    }

    @Test
    void coloursAreWrittenOnlyWhenForced() {
        assertThat(bench.print(ctx, "$C(rx)")).isEmpty();
        bench.parameter("xlog", "force_color", 1);
        assertThat(bench.print(ctx, "$C(rx)")).isEqualTo("\u001b[0;31;49m");
    }
}
