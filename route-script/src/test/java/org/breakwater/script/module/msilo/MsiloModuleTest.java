package org.breakwater.script.module.msilo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.script.testkit.ModuleBench;
import org.junit.jupiter.api.Test;

class MsiloModuleTest {

    private final ModuleBench bench = new ModuleBench(new MsiloModule(null, null, null, null));

    @Test
    void needsADatabase() {
        assertThatThrownBy(bench::start).hasStackTraceContaining("db_url is missing");
    }

    @Test
    void refusesValuesThatCannotBe() {
        assertThatThrownBy(() -> bench.parameter("msilo", "expire_time", 0))
                .hasStackTraceContaining("expire_time is 0");
        assertThatThrownBy(() -> bench.parameter("msilo", "max_messages", 1001))
                .hasStackTraceContaining("choose 1 to 1000");
        assertThatThrownBy(() -> bench.parameter("msilo", "db_table", "silo; DROP"))
                .hasStackTraceContaining("letters, digits and underscores");
        assertThat(bench.parameter("msilo", "db_url", "breakwater:directory")
                        .parameter("msilo", "use_contact", 1)
                        .parameter("msilo", "sc_body", "body")
                        .start())
                .isNotNull();
    }
}
