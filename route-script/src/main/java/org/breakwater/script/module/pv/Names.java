package org.breakwater.script.module.pv;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Inner names of variables, constant or computed. */
final class Names {

    private Names() {}

    /** The inner name as an expression. */
    static Expression expression(PvSpec spec, LoadContext load) throws FixupException {
        if (spec.inner() == null || spec.inner().text().isBlank()) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return expression(spec.inner().text().trim(), load);
    }

    /** Text with variables as an expression; the text itself when it has none. */
    static Expression expression(String text, LoadContext load) throws FixupException {
        if (text.indexOf('$') >= 0) {
            return load.format(text);
        }
        Value constant = Value.of(text);
        return ctx -> constant;
    }

    /** The inner name when it has no variables, else null. */
    static String constant(PvSpec spec) {
        return spec.inner() != null && spec.inner().text().indexOf('$') < 0
                ? spec.inner().text().trim()
                : null;
    }
}
