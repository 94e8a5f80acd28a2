package org.breakwater.script.compile;

import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** A value known when the script loads. */
record Constant(Value value) implements Expression {

    static Constant text(String text) {
        return new Constant(Value.of(text));
    }

    static Constant number(int number) {
        return new Constant(Value.of(number));
    }

    @Override
    public Value eval(ScriptContext ctx) {
        return value;
    }
}
