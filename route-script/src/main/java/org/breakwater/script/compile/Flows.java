package org.breakwater.script.compile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.RunState;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.Expression.IntLiteral;
import org.breakwater.script.syntax.Expression.RegexLiteral;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Statement;

/** Compiles control flow: if, while, switch, return, exit, drop, break. */
final class Flows {

    private static final int DEFAULT_LOOP_LIMIT = 100;

    private final LoadScope load;
    private final BlockCompiler block;
    private final ExpressionCompiler expressions;

    Flows(LoadScope load, BlockCompiler block, ExpressionCompiler expressions) {
        this.load = load;
        this.block = block;
        this.expressions = expressions;
    }

    Action compile(Statement s) {
        if (s instanceof Statement.If i) {
            return conditional(i);
        } else if (s instanceof Statement.While w) {
            return loop(w);
        } else if (s instanceof Statement.Switch w) {
            return choice(w);
        } else if (s instanceof Statement.Block b) {
            return block.block(b.statements());
        } else if (s instanceof Statement.Return r) {
            return leave(r.value(), RunState::leaveRoute);
        } else if (s instanceof Statement.Exit e) {
            return leave(e.value(), RunState::exit);
        } else if (s instanceof Statement.Drop d) {
            return leave(d.value(), RunState::drop);
        }
        return leave(((Statement.Break) s).value(), RunState::leaveLoop);
    }

    private Action conditional(Statement.If i) {
        Expression condition = expressions.compile(i.condition());
        Action yes = block.block(List.of(i.then()));
        Action no = i.otherwise() == null ? null : block.block(List.of(i.otherwise()));
        return ctx -> {
            boolean holds = condition.asInt(ctx) > 0;
            if (ctx.run().isExiting()) {
                return 0;
            }
            if (holds) {
                return yes.run(ctx);
            }
            return no == null ? 1 : no.run(ctx);
        };
    }

    private Action loop(Statement.While w) {
        Expression condition = expressions.compile(w.condition());
        Action body = block.block(List.of(w.body()));
        String limitText = load.coreParameter("max_while_loops");
        int limit = limitText == null ? DEFAULT_LOOP_LIMIT : Numbers.parseOrZero(limitText);
        return ctx -> {
            int result = 1;
            for (int rounds = 0; condition.asInt(ctx) > 0 && !ctx.run().isExiting(); rounds++) {
                if (limit > 0 && rounds >= limit) {
                    ctx.log(-1, "while ran " + limit + " times (max_while_loops) and is left\n");
                    return -1;
                }
                result = body.run(ctx);
                if (ctx.run().isInterrupted()) {
                    ctx.run().loopLeft();
                    break;
                }
            }
            return result;
        };
    }

    private Action leave(
            org.breakwater.script.syntax.Expression valueExpression, java.util.function.Consumer<RunState> way) {
        Expression value = valueExpression == null ? Constant.number(1) : expressions.compile(valueExpression);
        return ctx -> {
            int result = value.asInt(ctx);
            way.accept(ctx.run());
            return result;
        };
    }

    private Action choice(Statement.Switch s) {
        Expression subject = expressions.compile(s.subject());
        Label[] labels = new Label[s.cases().size()];
        Action[] bodies = new Action[labels.length];
        int fallback = -1;
        for (int i = 0; i < labels.length; i++) {
            Statement.Case c = s.cases().get(i);
            labels[i] = c.isDefault() ? v -> false : label(c.label());
            bodies[i] = block.block(c.body());
            fallback = c.isDefault() ? i : fallback;
        }
        return new Choice(subject, labels, bodies, fallback);
    }

    private Label label(org.breakwater.script.syntax.Expression e) {
        if (e instanceof IntLiteral i) {
            return v -> v.toInt() == i.value();
        } else if (e instanceof StringLiteral s) {
            return v -> v.toText().equals(s.value());
        }
        RegexLiteral r = (RegexLiteral) e;
        try {
            Pattern pattern = PosixRegex.compile(
                    r.pattern(), r.flags() != null && r.flags().contains("i"));
            return v -> PosixRegex.find(pattern, v.toText());
        } catch (PatternSyntaxException x) {
            load.findings()
                    .error(r.position(), "/" + r.pattern() + "/ is not a regular expression: " + x.getDescription());
            return v -> false;
        }
    }

    @FunctionalInterface
    private interface Label {
        boolean fits(Value subject);
    }

    private record Choice(Expression subject, Label[] labels, Action[] bodies, int fallback) implements Action {
        @Override
        public int run(ScriptContext ctx) {
            Value v = subject.eval(ctx);
            int at = fallback;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i].fits(v)) {
                    at = i;
                    break;
                }
            }
            int result = 1;
            for (int i = at; i >= 0 && i < bodies.length; i++) {
                result = bodies[i].run(ctx);
                if (ctx.run().isInterrupted()) {
                    ctx.run().loopLeft();
                    break;
                }
            }
            return result;
        }
    }
}
