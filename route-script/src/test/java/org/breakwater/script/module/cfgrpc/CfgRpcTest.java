package org.breakwater.script.module.cfgrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CfgRpcTest {

    private final CfgRpcModule module = new CfgRpcModule();
    private final ModuleBench bench = new ModuleBench(module);

    @BeforeEach
    void declareParameters() {
        bench.customParameters().set("pstn", "gw_ip", Value.of("10.0.0.1"));
        bench.customParameters().set("pstn", "tries", Value.of(3));
        bench.start();
    }

    private Object call(String name, Object... parameters) throws RpcExport.RpcException {
        return module.exports().rpcs().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handler()
                .call(List.of(parameters));
    }

    @Test
    void valuesAreReadAndChangedWithTheirType() throws Exception {
        assertThat(call("cfg.get", "pstn", "tries")).isEqualTo(3);
        call("cfg.seti", "pstn", "tries", 5L);
        call("cfg.sets", "pstn", "gw_ip", "10.0.0.2");
        assertThat(bench.customParameters().get("pstn", "tries")).isEqualTo(Value.of(5));
        assertThat(call("cfg.get", "pstn", "gw_ip")).isEqualTo("10.0.0.2");
        call("cfg.reset", "pstn");
        assertThat(call("cfg.get", "pstn", "tries")).isEqualTo(3);
    }

    @Test
    void preparedChangesWaitForCommit() throws Exception {
        call("cfg.set_delayed_int", "pstn", "tries", 9L);
        assertThat(call("cfg.get", "pstn", "tries")).isEqualTo(3);
        assertThat(call("cfg.diff")).isEqualTo(Map.of("pstn.tries", 9));
        call("cfg.commit");
        assertThat(call("cfg.get", "pstn", "tries")).isEqualTo(9);
        assertThat(call("cfg.diff")).isEqualTo(Map.of());
    }

    @Test
    void unknownParametersAndWrongTypesAreRefused() {
        assertThatThrownBy(() -> call("cfg.get", "pstn", "none")).hasMessageContaining("pstn.none");
        assertThatThrownBy(() -> call("cfg.seti", "pstn", "tries", "many")).hasMessageContaining("many");
        assertThatThrownBy(() -> call("cfg.get", "pstn")).hasMessageContaining("group");
    }
}
