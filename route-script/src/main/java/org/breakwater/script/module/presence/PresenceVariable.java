package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $presence(user=>field)}: what is known of a user, whose name may have variables in it. */
final class PresenceVariable {

    private final PresencePort port;

    PresenceVariable(PresencePort port) {
        this.port = port;
    }

    Pv bind(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        int arrow = inner.lastIndexOf("=>");
        if (arrow < 1) {
            throw new FixupException("$presence needs a user and a field, as in $presence($rU=>state)");
        }
        String name = inner.substring(arrow + 2).trim();
        PresenceField field = PresenceField.ofText(name)
                .orElseThrow(() -> new FixupException(
                        "$presence has no \"" + name + "\"; it has state, activity, note, lamp and source"));
        Expression user = load.format(inner.substring(0, arrow).trim());
        return ctx -> port.value(user.asText(ctx), field).map(Value::of).orElse(Value.NULL);
    }
}
