package org.breakwater.script.module.core;

import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Core variables: {@code $rc}, {@code $def}, {@code $env}, {@code $sel}. {@code $null} is the compiler's own. */
final class CoreVariables {

    private CoreVariables() {}

    static List<PvExport> exports(Map<String, String> environment) {
        Pv returnCode = ctx -> Value.of(ctx.run().returnCode());
        return List.of(
                new PvExport("rc", (spec, load) -> returnCode),
                new PvExport("retcode", (spec, load) -> returnCode),
                new PvExport("?", (spec, load) -> returnCode),
                new PvExport("def", (spec, load) -> constant(Value.of(load.define(inner(spec))))),
                new PvExport("defn", (spec, load) -> {
                    String text = load.define(inner(spec));
                    return constant(text == null ? Value.ZERO : Value.of(text));
                }),
                new PvExport("env", (spec, load) -> constant(Value.of(environment.get(inner(spec))))),
                new PvExport("sel", (spec, load) -> Selects.bind(inner(spec), load)::eval));
    }

    private static Pv constant(Value value) {
        return ctx -> value;
    }

    private static String inner(PvSpec spec) throws FixupException {
        if (spec.inner() == null || spec.inner().text().isBlank()) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return spec.inner().text().trim();
    }
}
