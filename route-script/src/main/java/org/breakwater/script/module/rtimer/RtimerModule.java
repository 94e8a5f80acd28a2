package org.breakwater.script.module.rtimer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Export table of rtimer. */
public final class RtimerModule implements ScriptModule {

    private static final long SHORTEST_MILLIS = 20;

    private final Map<String, Long> timers = new LinkedHashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<ModuleRuntime.Repetition> running = new ArrayList<>();
    private final ModuleExports exports;
    private int defaultInterval = 120;
    private LoadContext load;

    /** What runs: the route, and the timer that runs it. */
    private record Execution(String timer, String route) {}

    /** Needs nothing. */
    public RtimerModule() {
        this.exports = ModuleExports.of("rtimer")
                .parameter(ParameterExport.integer("default_interval", v -> defaultInterval = v))
                .parameter(ParameterExport.string("timer", this::timer))
                .parameter(ParameterExport.string("exec", this::exec))
                .pv(new PvExport("rtimer_worker", (spec, l) -> ctx -> Value.ZERO))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private static Map<String, String> attributes(String text) throws FixupException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int eq = part.indexOf('=');
            if (eq > 0) {
                attributes.put(
                        part.substring(0, eq).trim(), part.substring(eq + 1).trim());
            } else if (!part.isBlank()) {
                throw new FixupException("\"" + part.trim() + "\" is not of the form name=value");
            }
        }
        return attributes;
    }

    /** {@code name=t;interval=10;mode=1;}; an interval ending in u is in microseconds. */
    private void timer(String text) throws FixupException {
        Map<String, String> a = attributes(text);
        String interval = a.getOrDefault("interval", Integer.toString(defaultInterval));
        boolean micros = interval.endsWith("u");
        int number = Numbers.parseOrZero(micros ? interval.substring(0, interval.length() - 1) : interval);
        if (!a.containsKey("name") || number < 1) {
            throw new FixupException("a timer is name=…;interval=… with an interval of 1 or more");
        }
        timers.put(a.get("name"), Math.max(SHORTEST_MILLIS, micros ? number / 1000 : number * 1000L));
    }

    /** {@code timer=t;route=NAME}. */
    private void exec(String text) throws FixupException {
        Map<String, String> a = attributes(text);
        if (!timers.containsKey(a.getOrDefault("timer", "")) || !a.containsKey("route")) {
            throw new FixupException("exec is timer=…;route=… with a timer that was declared before");
        }
        executions.add(new Execution(a.get("timer"), a.get("route")));
    }

    @Override
    public void start(LoadContext context) throws FixupException {
        load = context;
        for (Execution e : executions) {
            if (load.route(RouteKind.ROUTE, e.route()).isEmpty()) {
                throw new FixupException("the script has no route[" + e.route() + "]");
            }
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        for (Execution e : executions) {
            Route route = load.route(RouteKind.ROUTE, e.route()).orElseThrow();
            running.add(runtime.every(timers.get(e.timer()), () -> {
                ScriptContext ctx = runtime.context(EventRequest.create(), null, RouteKind.EVENT);
                ctx.worker().execute(() -> runtime.run(route, ctx, null));
            }));
        }
    }

    @Override
    public void stop() {
        running.forEach(ModuleRuntime.Repetition::close);
    }
}
