package org.breakwater.script.module.pv;

import java.util.Locale;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Xavps;

/** The three families of extended AVPs. A value a root holds itself is kept under {@link #OWN}. */
public enum ExtendedAvps {
    /** {@code $xavp}: roots and keys are stacks. */
    XAVP(null),
    /** {@code $xavu}: roots and keys hold one value each. */
    XAVU(new ContextKey<>("xavu")),
    /** {@code $xavi}: as xavp, names in any case. */
    XAVI(new ContextKey<>("xavi"));

    /** Key under which a root's own value is kept. */
    public static final String OWN = "";

    private final ContextKey<Xavps> key;

    ExtendedAvps(ContextKey<Xavps> key) {
        this.key = key;
    }

    /** The family's values of the running transaction. */
    public Xavps of(ScriptContext ctx) {
        if (key == null) {
            return ctx.scope().avps().xavps();
        }
        return ctx.scope().attachments().orNew(key, Xavps::new);
    }

    /** A name as the family keeps it. */
    public String name(String text) {
        return this == XAVI ? text.toLowerCase(Locale.ROOT) : text;
    }
}
