package org.breakwater.script.compile;

import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.RunState;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.syntax.Position;

/**
 * Runs statements in order until one leaves; a statement whose expression fails is logged and passed over. Each body
 * that runs inside another is a level of {@code max_recursive_level}, those of {@code if} and {@code while} too.
 */
record Body(Action[] actions, Position[] positions, int nestingLimit) implements Action {

    @Override
    public int run(ScriptContext ctx) {
        RunState run = ctx.run();
        if (!run.enterBody(nestingLimit)) {
            ctx.log(-1, "more than " + nestingLimit + " routes and blocks inside one another (max_recursive_level)\n");
            return -1;
        }
        int result = 1;
        for (int i = 0; i < actions.length && !run.isInterrupted(); i++) {
            try {
                result = actions[i].run(ctx);
            } catch (EvaluationException e) {
                ctx.log(-1, positions[i] + ": " + e.getMessage() + "\n");
                result = -1;
            }
        }
        run.exitBody();
        return result;
    }
}
