package org.breakwater.script.module.cfgutils;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_INT;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.module.pv.transform.Digests;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Export table of the cfgutils module. */
public final class CfgutilsModule implements ScriptModule {

    private static final int HIGHEST_FLAG = 31;
    private static final int MAX_HASH_POWER = 30;
    private static final long LONGEST_LOCK_MILLIS = 5_000;
    private static final int BUSY = -2;

    private final Chance chance;
    private final Pause pause;
    private final AtomicInteger flags = new AtomicInteger();
    private final ConfigHash hash = new ConfigHash();
    private final ModuleExports exports;
    private int lockPower;
    private Locks locks = new Locks(0);

    /**
     * @param random a number from 0 to below its argument
     * @param pause how sleep() waits
     */
    public CfgutilsModule(IntUnaryOperator random, Pause pause) {
        this.chance = new Chance(random);
        this.pause = pause;
        ModuleExports.Builder table = ModuleExports.of("cfgutils")
                .parameter(ParameterExport.integer("initial_probability", v -> chance.setInitial(percent(v))))
                .parameter(ParameterExport.integer("initial_gflags", flags::set))
                .parameter(ParameterExport.string("hash_file", hash::setFile))
                .parameter(ParameterExport.integer("lock_set_size", v -> lockPower = v))
                .pv(new PvExport("RANDOM", (spec, load) -> ctx -> Value.of(chance.number())));
        chances(table);
        pauses(table);
        globalFlags(table);
        locking(table);
        routes(table);
        memory(table);
        new Commands(chance, flags).export(table, hash);
        this.exports = table.build();
    }

    private static int percent(int value) throws FixupException {
        if (value < 0 || value > Chance.CERTAIN) {
            throw new FixupException("a probability is 0 to 100 percent, not " + value);
        }
        return value;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (lockPower < 0) {
            throw new FixupException("lock_set_size is 0 or more");
        }
        locks = new Locks(lockPower);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        if (hash.isWanted()) {
            runtime.blocking().execute(() -> {
                try {
                    hash.remember();
                } catch (IOException e) {
                    runtime.log().log(-1, "cfgutils: cannot hash the file: " + e.getMessage() + "\n");
                }
            });
        }
    }

    private void chances(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "rand_set_prob",
                        RouteSets.ANY,
                        (a, load) -> {
                            int percent = percent(a.constantInt(0));
                            return ctx -> {
                                chance.set(percent);
                                return 1;
                            };
                        },
                        CONSTANT_INT))
                .function(FunctionExport.of("rand_reset_prob", RouteSets.ANY, (a, load) -> ctx -> {
                    chance.reset();
                    return 1;
                }))
                .function(FunctionExport.of("rand_get_prob", RouteSets.ANY, (a, load) -> ctx -> chance.percent()))
                .function(
                        FunctionExport.of("rand_event", RouteSets.ANY, (a, load) -> ctx -> chance.happens() ? 1 : -1));
    }

    private void pauses(ModuleExports.Builder table) {
        table.function(FunctionExport.blocking(
                        "sleep", RouteSets.ANY, (a, load) -> pause(a.expression(0), 1000, 1), INT))
                .function(FunctionExport.blocking(
                        "usleep", RouteSets.ANY, (a, load) -> pause(a.expression(0), 1, 1000), INT));
    }

    private Action pause(Expression time, long factor, long divisor) {
        return ctx -> {
            long millis = (Math.max(0, time.asInt(ctx)) * factor + divisor - 1) / divisor;
            if (millis > 0) {
                pause.hold(ctx, millis);
            }
            return 1;
        };
    }

    private void globalFlags(ModuleExports.Builder table) {
        flag(table, "set_gflag", mask -> {
            flags.updateAndGet(f -> f | mask);
            return 1;
        });
        flag(table, "reset_gflag", mask -> {
            flags.updateAndGet(f -> f & ~mask);
            return 1;
        });
        flag(table, "is_gflag", mask -> (flags.get() & mask) != 0 ? 1 : -1);
    }

    private static void flag(ModuleExports.Builder table, String name, IntUnaryOperator step) {
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    int number = a.constantInt(0);
                    if (number < 0 || number > HIGHEST_FLAG) {
                        throw new FixupException(name + ": flag " + number + " is out of range, 0 to " + HIGHEST_FLAG);
                    }
                    return ctx -> step.applyAsInt(1 << number);
                },
                CONSTANT_INT));
    }

    private void locking(ModuleExports.Builder table) {
        table.function(FunctionExport.blocking(
                        "lock", RouteSets.ANY, (a, load) -> locked(a, key -> take(key, LONGEST_LOCK_MILLIS)), STRING))
                .function(FunctionExport.of(
                        "trylock", RouteSets.ANY, (a, load) -> locked(a, key -> take(key, 0)), STRING))
                .function(FunctionExport.of(
                        "unlock",
                        RouteSets.ANY,
                        (a, load) -> locked(a, key -> {
                            locks.free(key);
                            return 1;
                        }),
                        STRING));
    }

    private int take(String key, long waitMillis) {
        return locks.take(key, waitMillis) ? 1 : BUSY;
    }

    private Action locked(Arguments a, LockStep step) {
        Expression key = a.expression(0);
        return ctx -> {
            if (locks.isEmpty()) {
                ctx.log(-1, "cfgutils: there are no locks; set the parameter lock_set_size\n");
                return -1;
            }
            return step.apply(key.asText(ctx));
        };
    }

    private static void routes(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "check_route_exists",
                        RouteSets.ANY,
                        (a, load) -> {
                            Expression name = a.expression(0);
                            return ctx -> load.route(RouteKind.ROUTE, name.asText(ctx))
                                            .isPresent()
                                    ? 1
                                    : -1;
                        },
                        STRING))
                .function(FunctionExport.blocking(
                        "route_if_exists", RouteSets.ANY, (a, load) -> runRoute(a.expression(0), load), STRING))
                .function(FunctionExport.of(
                        "core_hash",
                        RouteSets.ANY,
                        (a, load) -> coreHash(a.expression(0), a.expression(1), a.expression(2)),
                        STRING,
                        STRING,
                        INT));
    }

    private static Action runRoute(Expression name, LoadContext load) {
        return ctx -> {
            Route route = load.route(RouteKind.ROUTE, name.asText(ctx)).orElse(null);
            return route == null ? -1 : route.run(ctx);
        };
    }

    private static Action coreHash(Expression first, Expression second, Expression power) {
        return ctx -> {
            int bits = power.asInt(ctx);
            if (bits < 0 || bits > MAX_HASH_POWER) {
                ctx.log(-1, "core_hash: the size is a power of 2 from 0 to " + MAX_HASH_POWER + "\n");
                return -1;
            }
            return Digests.coreHashNumber(first.asText(ctx), second.asText(ctx), 1 << bits) + 1;
        };
    }

    private static void memory(ModuleExports.Builder table) {
        for (String name : List.of("pkg_status", "pkg_summary", "shm_status", "shm_summary")) {
            table.function(FunctionExport.of(name, RouteSets.ANY, (a, load) -> ctx -> logMemory(ctx, name)));
        }
        table.function(FunctionExport.of("abort", RouteSets.ANY, (a, load) -> ctx -> {
            ctx.log(-5, "abort() does not end the server; the script ends here\n");
            return 0;
        }));
    }

    private static int logMemory(ScriptContext ctx, String name) {
        Runtime jvm = Runtime.getRuntime();
        ctx.log(2, name + ": " + (jvm.totalMemory() - jvm.freeMemory()) + " octets used of " + jvm.maxMemory() + "\n");
        return 1;
    }

    @FunctionalInterface
    private interface LockStep {
        int apply(String key);
    }
}
