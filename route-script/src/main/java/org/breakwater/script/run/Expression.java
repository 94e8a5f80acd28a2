package org.breakwater.script.run;

/** Something that has a value while a message is processed. Compiled once, evaluated often, without side tables. */
@FunctionalInterface
public interface Expression {

    /** The value now. */
    Value eval(ScriptContext ctx);

    /** The value as an integer. */
    default int asInt(ScriptContext ctx) {
        return eval(ctx).toInt();
    }

    /** The value as text; null counts as the empty string. */
    default String asText(ScriptContext ctx) {
        return eval(ctx).toText();
    }
}
