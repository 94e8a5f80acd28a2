package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;

/** A module with one function for each way in which functions differ. */
public final class ProbeModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    private final List<String> events;
    private final String name;
    private final ModuleExports exports;

    /** A module called {@code probe} that forgets what happens to it. */
    public ProbeModule() {
        this("probe", new ArrayList<>());
    }

    /** Notes what happens to it as {@code name event}. */
    public ProbeModule(String name, List<String> events) {
        this.name = name;
        this.events = events;
        this.exports = ModuleExports.of(name)
                .function(FunctionExport.of("ok", ANY, (a, l) -> ctx -> 1))
                .function(FunctionExport.of("fail", ANY, (a, l) -> ctx -> -1))
                .function(FunctionExport.of(
                        "code",
                        ANY,
                        (a, l) -> {
                            Expression code = a.expression(0);
                            return ctx -> code.asInt(ctx);
                        },
                        ArgumentKind.INT))
                .function(FunctionExport.of(
                        "say",
                        ANY,
                        (a, l) -> {
                            Expression text = a.expression(0);
                            return ctx -> {
                                ctx.log(-1, "PROBE " + text.asText(ctx));
                                return 1;
                            };
                        },
                        ArgumentKind.STRING))
                .function(
                        FunctionExport.of("number", ANY, (a, l) -> ctx -> a.constantInt(0), ArgumentKind.CONSTANT_INT))
                .function(FunctionExport.of("word", ANY, (a, l) -> ctx -> 1, ArgumentKind.CONSTANT_STRING))
                .function(FunctionExport.of("pattern", ANY, (a, l) -> ctx -> 1, ArgumentKind.REGEX))
                .function(FunctionExport.of("on_reply_only", Set.of(RouteKind.CORE_REPLY), (a, l) -> ctx -> 1))
                .function(FunctionExport.blocking("slow", ANY, (a, l) -> ctx -> 1))
                .parameter(ParameterExport.integer("size", this::setSize))
                .parameter(ParameterExport.string("label", v -> events.add(name + " label " + v)))
                .build();
    }

    private void setSize(int size) throws FixupException {
        if (size < 0) {
            throw new FixupException("size must not be negative");
        }
        events.add(name + " size " + size);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        events.add(name + " start");
    }

    @Override
    public void running(ModuleRuntime runtime) {
        events.add(name + " running");
    }

    @Override
    public void stop() {
        events.add(name + " stop");
    }
}
