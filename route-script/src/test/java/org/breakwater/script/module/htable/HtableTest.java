package org.breakwater.script.module.htable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtableTest {

    private final ManualTime time = new ManualTime();
    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC), new HtableModule(null, time))
            .parameter("htable", "htable", "ban=>size=8;autoexpire=300;")
            .parameter("htable", "htable", "n=>size=4;initval=0;")
            .parameter("htable", "htable", "keep=>autoexpire=10;updateexpire=0")
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    private Value value(String variable) {
        return bench.value(ctx, variable);
    }

    @Test
    void itemIsReadByAComputedKeyAndIsNullWhenItIsNotThere() {
        assertThat(value("$sht(ban=>$si)").isNull()).isTrue();
        assertThat(bench.assign(ctx, "$sht(ban=>$si)", Value.ONE)).isTrue();
        assertThat(value("$sht(ban=>192.0.2.7)")).isEqualTo(Value.ONE);
        bench.assign(ctx, "$sht(ban=>$si)", Value.NULL);
        assertThat(value("$sht(ban=>$si)").isNull()).isTrue();
    }

    @Test
    void itemExpires() {
        bench.assign(ctx, "$sht(ban=>a)", Value.of("x"));
        assertThat(value("$shtex(ban=>a)")).isEqualTo(Value.of(300));
        time.advanceMillis(299_000);
        assertThat(value("$sht(ban=>a)")).isEqualTo(Value.of("x"));
        time.advanceMillis(1_000);
        assertThat(value("$sht(ban=>a)").isNull()).isTrue();
        assertThat(value("$shtcn(ban=>**)")).isEqualTo(Value.ZERO);
    }

    @Test
    void writingProlongsLifeUnlessTheTableSaysNo() {
        bench.assign(ctx, "$sht(ban=>a)", Value.ONE);
        bench.assign(ctx, "$sht(keep=>a)", Value.ONE);
        time.advanceMillis(6_000);
        bench.assign(ctx, "$sht(ban=>a)", Value.of(2));
        bench.assign(ctx, "$sht(keep=>a)", Value.of(2));
        assertThat(value("$shtex(ban=>a)")).isEqualTo(Value.of(300));
        assertThat(value("$shtex(keep=>a)")).isEqualTo(Value.of(4));
    }

    @Test
    void expiryCanBeChanged() {
        bench.assign(ctx, "$sht(ban=>a)", Value.ONE);
        assertThat(bench.assign(ctx, "$shtex(ban=>a)", Value.of(5))).isTrue();
        time.advanceMillis(5_001);
        assertThat(value("$sht(ban=>a)").isNull()).isTrue();
        assertThat(bench.assign(ctx, "$shtex(ban=>a)", Value.of(5))).isFalse();
    }

    @Test
    void countingBeginsAtTheInitialValue() {
        assertThat(value("$sht(n=>x)")).isEqualTo(Value.ZERO);
        assertThat(value("$shtinc(n=>x)")).isEqualTo(Value.ONE);
        assertThat(value("$shtinc(n=>x)")).isEqualTo(Value.of(2));
        assertThat(value("$shtdec(n=>x)")).isEqualTo(Value.ONE);
    }

    @Test
    void countingWithoutInitialValueGivesNull() {
        assertThat(value("$shtinc(ban=>x)").isNull()).isTrue();
        assertThat(value("$sht(ban=>x)").isNull()).isTrue();
    }

    @Test
    void undeclaredTableReadsAsNullAndIsWarnedOf() {
        assertThat(value("$sht(none=>x)").isNull()).isTrue();
        assertThat(bench.assign(ctx, "$sht(none=>x)", Value.ONE)).isFalse();
        assertThat(bench.warnings()).anyMatch(w -> w.contains("none"));
    }

    @ParameterizedTest
    @CsvSource({"~~^A, 2", "~%1, 2", "~%a, 0", "==b1, 1", "**, 3", "*, 0", "==a, 0", "~~[, 0"})
    void itemsAreCountedByName(String expression, int count) {
        for (String key : List.of("a1", "ab", "b1")) {
            bench.assign(ctx, "$sht(n=>" + key + ")", Value.of(7));
        }
        assertThat(value("$shtcn(n=>" + expression + ")")).isEqualTo(Value.of(count));
    }

    @Test
    void itemsAreCountedByValue() {
        bench.assign(ctx, "$sht(n=>a)", Value.of(7));
        bench.assign(ctx, "$sht(n=>b)", Value.of("7"));
        assertThat(value("$shtcv(n=>eq7)")).isEqualTo(Value.ONE);
        assertThat(value("$shtcv(n=>==7)")).isEqualTo(Value.ONE);
    }

    @Test
    void matchingItemsAreRemoved() {
        bench.assign(ctx, "$sht(n=>call::1)", Value.ONE);
        bench.assign(ctx, "$sht(n=>call::2)", Value.ONE);
        bench.assign(ctx, "$sht(n=>other)", Value.ONE);
        assertThat(bench.call(ctx, "sht_has_name", "n", "sw", "call::")).isEqualTo(1);
        assertThat(bench.call(ctx, "sht_rm_name_re", "n=>(call")).isEqualTo(-1);
        assertThat(bench.call(ctx, "sht_rm_name_re", "n=>^call")).isEqualTo(1);
        assertThat(value("$shtcn(n=>**)")).isEqualTo(Value.ONE);
        assertThat(bench.call(ctx, "sht_has_name", "n", "sw", "call::")).isEqualTo(-1);
        assertThat(bench.call(ctx, "sht_reset", "n")).isEqualTo(1);
        assertThat(value("$shtcn(n=>**)")).isEqualTo(Value.ZERO);
    }

    @Test
    void iteratorVisitsEveryItemOnce() {
        bench.assign(ctx, "$sht(n=>a)", Value.of(1));
        bench.assign(ctx, "$sht(n=>b)", Value.of(2));
        bench.call(ctx, "sht_iterator_start", "it", "n");
        List<String> seen = new ArrayList<>();
        while (bench.call(ctx, "sht_iterator_next", "it") > 0) {
            seen.add(value("$shtitkey(it)").toText() + value("$shtitval(it)").toText());
        }
        bench.call(ctx, "sht_iterator_end", "it");
        assertThat(seen).containsExactlyInAnyOrder("a1", "b2");
        assertThat(value("$shtitkey(it)").isNull()).isTrue();
    }

    @Test
    void itemCanBeWrittenWithALifeOfItsOwn() {
        assertThat(bench.call(ctx, "sht_setxi", "n", "k", "5", "2")).isEqualTo(1);
        assertThat(value("$sht(n=>k)")).isEqualTo(Value.of(5));
        time.advanceMillis(2_000);
        assertThat(value("$sht(n=>k)")).isEqualTo(Value.ZERO);
    }

    @Test
    void expiredItemsAreToldOfOnce() throws Exception {
        HashTable table = new HashTable(Declaration.parse("t=>autoexpire=1"), time);
        table.put("k", Value.of("v"));
        time.advanceMillis(1_000);
        List<String> told = new ArrayList<>();
        table.removeExpired((key, value) -> told.add(key + value.toText()));
        table.removeExpired((key, value) -> told.add(key + value.toText()));
        assertThat(told).containsExactly("kv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=>size=8", "t=>sice=8", "t=>autoexpire=soon", ""})
    void malformedDeclarationIsRefused(String declaration) {
        assertThatThrownBy(() -> Declaration.parse(declaration)).isInstanceOf(FixupException.class);
    }
}
