package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.FormatString;
import org.breakwater.script.syntax.PvSpec;

/** Binds pseudo-variables, their transformations, and strings that hold them. */
final class PvBinding {

    /** How null prints in a format string. */
    private static final String NULL_TEXT = "<null>";

    private static final Pv NULL = ctx -> Value.NULL;

    private final LoadScope load;

    PvBinding(LoadScope load) {
        this.load = load;
    }

    /** A variable without its transformations. */
    Pv variable(PvSpec spec) throws FixupException {
        if (spec.name().equals("null")) {
            return NULL;
        }
        PvExport export = load.symbols().pv(spec.name());
        if (export == null) {
            throw new FixupException(
                    "there is no pseudo-variable $" + spec.name() + " (is the module that brings it loaded?)"
                            + Suggestion.among(spec.name(), load.symbols().pvNames()));
        }
        return export.binder().bind(spec, load);
    }

    /** A variable with its transformations. */
    Expression expression(PvSpec spec) throws FixupException {
        Expression value = variable(spec);
        for (PvSpec.Transformation t : spec.transformations()) {
            TransformationExport export = load.symbols().transformation(t.className());
            if (export == null) {
                throw new FixupException("there is no transformation {" + t.qualifiedName()
                        + "} (is the module that brings it loaded?)");
            }
            value = export.binder().bind(value, t, load);
        }
        return value;
    }

    /** A string with variables in it. */
    Expression format(FormatString string) throws FixupException {
        if (string.isConstant()) {
            return Constant.text(string.constantValue());
        }
        List<Expression> parts = new ArrayList<>();
        for (FormatString.Piece piece : string.pieces()) {
            parts.add(
                    piece instanceof FormatString.Variable v
                            ? printed(v.spec())
                            : Constant.text(((FormatString.Literal) piece).text()));
        }
        return parts.size() == 1 ? parts.get(0) : new Concatenation(parts.toArray(new Expression[0]));
    }

    /** A variable that is null prints as such; a transformation that gives null prints nothing. */
    private Expression printed(PvSpec spec) throws FixupException {
        Expression variable = expression(spec);
        if (!spec.transformations().isEmpty()) {
            return variable;
        }
        return ctx -> {
            Value v = variable.eval(ctx);
            return v.isNull() ? Value.of(NULL_TEXT) : v;
        };
    }

    private record Concatenation(Expression[] parts) implements Expression {
        @Override
        public Value eval(ScriptContext ctx) {
            return Value.of(asText(ctx));
        }

        @Override
        public String asText(ScriptContext ctx) {
            StringBuilder text = new StringBuilder(64);
            for (Expression part : parts) {
                text.append(part.asText(ctx));
            }
            return text.toString();
        }
    }
}
