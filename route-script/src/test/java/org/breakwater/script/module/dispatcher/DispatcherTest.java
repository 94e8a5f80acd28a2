package org.breakwater.script.module.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {

    @TempDir
    Path folder;

    private ModuleBench bench;
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @BeforeEach
    void load() throws Exception {
        bench = bench("""
                # set uri flags priority attrs
                1 sip:192.0.2.10:5060 0 5 duid=a;weight=20
                1 sip:192.0.2.11:5080 0 10 duid=b;weight=80
                1 sip:192.0.2.12 0 1
                2 sip:192.0.2.7:5070 0
                3 sip:192.0.2.30 4
                """);
    }

    private ModuleBench bench(String list) throws Exception {
        Path file = Files.writeString(folder.resolve("dispatcher.list"), list);
        return new ModuleBench(
                        new PvModule(Statistics.NONE, ZoneOffset.UTC),
                        new DispatcherModule(new RecordingSignalling(), null, new ManualTime(), new Random(1)))
                .parameter("dispatcher", "list_file", file.toString())
                .parameter("dispatcher", "flags", 2)
                .start();
    }

    @Test
    void priorityOrderIsTriedToTheEnd() {
        assertThat(bench.call(ctx, "ds_select_dst", "1", "8")).isEqualTo(1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:192.0.2.11:5080");
        assertThat(bench.value(ctx, "$xavp(_dsdst_=>attrs)").toText()).isEqualTo("duid=b;weight=80");
        assertThat(bench.value(ctx, "$xavp(_dsctx_=>cnt)").toInt()).isEqualTo(3);
        assertThat(bench.call(ctx, "ds_next_dst")).isEqualTo(1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:192.0.2.10:5060");
        assertThat(bench.call(ctx, "ds_next_dst")).isEqualTo(1);
        assertThat(bench.call(ctx, "ds_next_dst")).isEqualTo(-1);
    }

    @Test
    void domainOfTheRequestUriIsReplaced() {
        assertThat(bench.call(ctx, "ds_select_domain", "1", "8", "1")).isEqualTo(1);
        assertThat(ctx.requestUri()).startsWith("sip:bob:pw@192.0.2.11:5080");
        assertThat(ctx.destination().dstUri()).isNull();
        assertThat(bench.call(ctx, "ds_next_domain")).isEqualTo(-1);
    }

    @Test
    void roundRobinTakesEachInTurn() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            bench.call(ctx, "ds_select_dst", "1", "4");
            seen.add(ctx.destination().dstUri());
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void hashOfTheCallIdAlwaysChoosesTheSame() {
        bench.call(ctx, "ds_select_dst", "1", "0");
        String first = ctx.destination().dstUri();
        bench.call(ctx, "ds_select_dst", "1", "0");
        assertThat(ctx.destination().dstUri()).isEqualTo(first);
    }

    @Test
    void weightsDecideHowOftenAGatewayIsChosen() {
        int heavy = 0;
        for (int i = 0; i < 1000; i++) {
            bench.call(ctx, "ds_select_dst", "1", "9");
            heavy += ctx.destination().dstUri().contains("2.11") ? 1 : 0;
        }
        assertThat(heavy).isBetween(750, 850);
    }

    @Test
    void parallelMakesABranchForEach() {
        assertThat(bench.call(ctx, "ds_select_dst", "1", "12")).isEqualTo(1);
        assertThat(ctx.branches()).hasSize(2);
    }

    @Test
    void markedGatewayIsNotChosenUntilItIsActiveAgain() {
        bench.call(ctx, "ds_select_dst", "1", "8");
        assertThat(bench.call(ctx, "ds_mark_dst", "ip")).isEqualTo(1);
        bench.call(ctx, "ds_select_dst", "1", "8");
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:192.0.2.10:5060");
        assertThat(bench.call(ctx, "ds_is_active", "1", "sip:192.0.2.11:5080")).isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_mark_dst", "q")).isEqualTo(-1);
    }

    @Test
    void unknownOrDisabledSetsHaveNobody() {
        assertThat(bench.call(ctx, "ds_select_dst", "9", "0")).isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_select_dst", "3", "0")).isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_list_exists", "3")).isEqualTo(1);
        assertThat(bench.call(ctx, "ds_list_exists", "9")).isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_select_dst", "1", "77")).isEqualTo(-1);
    }

    @Test
    void sourceIsLookedForInSets() {
        assertThat(bench.call(ctx, "ds_is_from_list")).isEqualTo(1);
        assertThat(bench.call(ctx, "ds_is_from_list", "2")).isEqualTo(1);
        assertThat(bench.call(ctx, "ds_is_from_list", "1")).isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_is_from_list", "1", "0", "sip:192.0.2.11:5060"))
                .isEqualTo(-1);
        assertThat(bench.call(ctx, "ds_is_from_list", "1", "1", "sip:192.0.2.11:5060"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:192.0.2.12, 0, 1",
        "sip:192.0.2.12:5099, 0, 1",
        "sip:192.0.2.11:5080, 0, 1",
        "sip:192.0.2.11, 0, -1",
        "sip:192.0.2.11:5080;transport=tcp, 0, -1",
        "sip:192.0.2.11:5080;transport=tcp, 2, 1",
        "192.0.2.12, 3, -1"
    })
    void gatewayWithoutPortTakesAnyAndOneWithoutTransportOnlyAUriWithoutTransport(String uri, String mode, int result) {
        assertThat(bench.call(ctx, "ds_is_from_list", "1", mode, uri)).isEqualTo(result);
    }

    @Test
    void setsAreJoinedByRules() {
        assertThat(bench.call(ctx, "ds_select_routes", "2=8;1=8", "0")).isEqualTo(1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:192.0.2.7:5070");
        assertThat(bench.call(ctx, "ds_next_dst")).isEqualTo(1);
        assertThat(ctx.destination().dstUri()).isEqualTo("sip:192.0.2.11:5080");
    }

    @Test
    void mistakesInTheListNameTheLine() {
        assertThatThrownBy(() -> bench("1 sip:a\nx sip:b\n")).hasMessageContaining("dispatcher.list:2");
        assertThatThrownBy(() -> bench("1 nonsense\n")).hasMessageContaining("dispatcher.list:1");
    }
}
