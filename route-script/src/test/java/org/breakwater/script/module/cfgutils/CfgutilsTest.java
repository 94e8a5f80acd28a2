package org.breakwater.script.module.cfgutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CfgutilsTest {

    private final List<Long> pauses = new ArrayList<>();
    private final CfgutilsModule module = new CfgutilsModule(bound -> bound / 2, (ctx, millis) -> pauses.add(millis));
    private final ModuleBench bench = new ModuleBench(module);
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    private Object rpc(String name, Object... parameters) throws RpcException {
        RpcExport command = module.exports().rpcs().stream()
                .filter(r -> r.name().equals("cfgutils." + name))
                .findFirst()
                .orElseThrow();
        return command.handler().call(List.of(parameters));
    }

    @Test
    void eventsHappenWithTheProbabilityInForce() throws RpcException {
        bench.start();
        assertThat(bench.call(ctx, "rand_get_prob")).isEqualTo(10);
        assertThat(bench.call(ctx, "rand_event")).isEqualTo(-1);
        bench.call(ctx, "rand_set_prob", "51");
        assertThat(bench.call(ctx, "rand_event")).isEqualTo(1);
        rpc("rand_set_prob", 50);
        assertThat(bench.call(ctx, "rand_event")).isEqualTo(-1);
        bench.call(ctx, "rand_reset_prob");
        assertThat(rpc("rand_get_prob")).isEqualTo(10);
        assertThatThrownBy(() -> rpc("rand_set_prob", 101)).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> bench.bind("rand_set_prob", "101")).hasMessageContaining("0 to 100");
    }

    @Test
    void globalFlagsAreSharedByScriptAndCommands() throws RpcException {
        bench.parameter("cfgutils", "initial_gflags", 5).start();
        assertThat(bench.call(ctx, "is_gflag", "0")).isEqualTo(1);
        assertThat(bench.call(ctx, "is_gflag", "1")).isEqualTo(-1);
        bench.call(ctx, "set_gflag", "3");
        bench.call(ctx, "reset_gflag", "0");
        assertThat(rpc("get_gflags")).isEqualTo(Map.of("hex", "0xC", "decimal", 12L));
        rpc("set_gflag", "0x10");
        assertThat(rpc("is_gflag", 28)).isEqualTo("TRUE");
        assertThat(rpc("is_gflag", 1)).isEqualTo("FALSE");
    }

    @Test
    void aLockIsHeldUntilItIsUnlocked() {
        bench.parameter("cfgutils", "lock_set_size", 4).start();
        assertThat(bench.call(ctx, "lock", "k")).isEqualTo(1);
        assertThat(bench.call(ctx, "trylock", "k")).isEqualTo(-2);
        assertThat(bench.call(ctx, "unlock", "k")).isEqualTo(1);
        assertThat(bench.call(ctx, "trylock", "k")).isEqualTo(1);
        bench.call(ctx, "unlock", "k");
        bench.call(ctx, "unlock", "k");
        assertThat(bench.call(ctx, "trylock", "k")).isEqualTo(1);
        assertThat(bench.call(ctx, "trylock", "k")).isEqualTo(-2);
    }

    @Test
    void withoutALockSetNothingIsLocked() {
        bench.start();
        assertThat(bench.call(ctx, "lock", "k")).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "abc,'',4,3",
                "abc,def,8,114",
                "x,'',16,120",
                "sip:alice@example.com,'',16,61884",
                "abcdefgh,ijk,16,52975",
                "abcd,'',16,17433",
                "abc,'',31,-1",
            })
    void coreHashIsThatOfKamailioAndOneMore(String first, String second, String power, int expected) {
        bench.start();
        assertThat(bench.call(ctx, "core_hash", first, second, power)).isEqualTo(expected);
    }

    @Test
    void routesAreRunByNameIfThereAreAny() {
        bench.route(new SevenRoute()).start();
        assertThat(bench.call(ctx, "check_route_exists", "X")).isEqualTo(1);
        assertThat(bench.call(ctx, "check_route_exists", "Y")).isEqualTo(-1);
        assertThat(bench.call(ctx, "route_if_exists", "X")).isEqualTo(7);
        assertThat(bench.call(ctx, "route_if_exists", "Y")).isEqualTo(-1);
    }

    @Test
    void pausesAreInSecondsOrMicroseconds() {
        bench.start();
        bench.call(ctx, "sleep", "2");
        bench.call(ctx, "usleep", "1500");
        bench.call(ctx, "sleep", "0");
        assertThat(pauses).containsExactly(2000L, 2L);
    }

    @Test
    void abortEndsTheScriptAndNotTheServer() {
        bench.start();
        assertThat(bench.call(ctx, "abort")).isZero();
    }

    @Test
    void aChangedFileIsTold(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.cfg"), "one");
        ConfigHash hash = new ConfigHash();
        assertThatThrownBy(hash::get).isInstanceOf(RpcException.class);
        hash.setFile(file.toString());
        hash.remember();
        assertThat(hash.get()).isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
        assertThat(hash.check()).contains("is identical");
        Files.writeString(file, "two");
        assertThatThrownBy(hash::check).hasMessageContaining("not identical");
    }

    /** Gives 7. */
    private static final class SevenRoute implements Route {
        @Override
        public String name() {
            return "X";
        }

        @Override
        public RouteKind kind() {
            return RouteKind.ROUTE;
        }

        @Override
        public int run(ScriptContext ctx) {
            return 7;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }
}
