package org.breakwater.script.module.uuid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UuidTest {

    private final ManualTime time = new ManualTime();
    private final ModuleBench bench = new ModuleBench(new UuidModule(time)).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    private UUID read(String variable) {
        return UUID.fromString(bench.print(ctx, variable));
    }

    @ParameterizedTest
    @CsvSource({"$uuid(g),4", "$uuid(r),4", "$uuid(t),1", "$uuid(s),1"})
    void everyReadIsAnotherIdentifierOfItsVersion(String variable, int version) {
        UUID first = read(variable);
        assertThat(first.version()).isEqualTo(version);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(read(variable)).isNotEqualTo(first);
    }

    @Test
    void identifiersOfTimeTellTheTime() {
        long ticks = read("$uuid(t)").timestamp();
        assertThat((ticks - 0x01b21dd213814000L) / 10_000).isEqualTo(time.epochMillis());
    }

    @Test
    void anotherLetterIsRefused() {
        assertThatThrownBy(() -> bench.print(ctx, "$uuid(q)")).hasMessageContaining("one of g r t s");
    }
}
