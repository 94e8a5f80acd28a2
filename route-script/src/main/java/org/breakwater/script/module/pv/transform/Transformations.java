package org.breakwater.script.module.pv.transform;

import java.time.ZoneId;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** The classes of transformations that the pv module brings. */
public final class Transformations {

    private Transformations() {}

    /**
     * The export tables.
     *
     * @param zone local time, for {@code s.ftime}
     */
    public static List<TransformationExport> exports(ZoneId zone) {
        StringTransformations strings = new StringTransformations(zone);
        return List.of(
                new TransformationExport("s", (in, t, load) -> over(in, strings.bind(t, new Operands(t, load)), t)),
                new TransformationExport(
                        "uri", (in, t, load) -> over(in, UriTransformations.bind(t, new Operands(t, load)), t)),
                new TransformationExport(
                        "param", (in, t, load) -> over(in, ParamTransformations.bind(t, new Operands(t, load)), t)),
                new TransformationExport("nameaddr", (in, t, load) -> over(in, AddressTransformations.nameAddr(t), t)),
                new TransformationExport("tobody", (in, t, load) -> over(in, AddressTransformations.toBody(t), t)),
                new TransformationExport(
                        "line", (in, t, load) -> over(in, LineTransformations.bind(t, new Operands(t, load)), t)),
                new TransformationExport("urialias", (in, t, load) -> over(in, UriTransformations.alias(t), t)));
    }

    /** Works on one value that is not null. */
    @FunctionalInterface
    interface Step {
        /** The transformed value. */
        Value apply(ScriptContext ctx, Value input);
    }

    /** Works on text. */
    @FunctionalInterface
    interface TextStep {
        /** The transformed text; null when it cannot be computed. */
        String apply(String input);
    }

    static Step text(TextStep step) {
        return (ctx, v) -> Value.of(step.apply(v.toText()));
    }

    static Expression over(Expression input, Step step, PvSpec.Transformation t) throws FixupException {
        if (step == null) {
            throw new FixupException("there is no transformation {" + t.qualifiedName() + "}");
        }
        return ctx -> {
            Value v = input.eval(ctx);
            return v.isNull() ? Value.NULL : step.apply(ctx, v);
        };
    }
}
