package org.breakwater.script.compile;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.RunState;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.Expression.IntLiteral;
import org.breakwater.script.syntax.Expression.RegexLiteral;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Position;
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
            return leaveRoute(r);
        } else if (s instanceof Statement.Exit e) {
            return leave(e.value(), RunState::exit);
        } else if (s instanceof Statement.Drop d) {
            return leave(d.value(), RunState::drop);
        }
        return leave(((Statement.Break) s).value(), RunState::leaveLoop);
    }

    private Action conditional(Statement.If i) {
        Condition condition = condition(i.condition());
        Action yes = body(i.then());
        Action no = i.otherwise() == null ? null : body(i.otherwise());
        return ctx -> {
            boolean holds = condition.holds(ctx);
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
        Condition condition = condition(w.condition());
        Action body = body(w.body());
        String limitText = load.coreParameter("max_while_loops");
        int limit = limitText == null ? DEFAULT_LOOP_LIMIT : Numbers.parseOrZero(limitText);
        return ctx -> {
            int result = 1;
            for (int rounds = 0; condition.holds(ctx) && !ctx.run().isExiting(); rounds++) {
                if (limit > 0 && rounds >= limit) {
                    ctx.log(-1, w.position() + ": while ran " + limit + " times (max_while_loops) and is left\n");
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

    private Action body(Statement s) {
        return block.block(s instanceof Statement.Block b ? b.statements() : List.of(s));
    }

    private Condition condition(org.breakwater.script.syntax.Expression e) {
        return new Condition(expressions.compile(e), e.position());
    }

    /** {@code return 0} ends the script; {@code break} outside of loops leaves the route with 0 and does not. */
    private Action leaveRoute(Statement.Return r) {
        Expression value = r.value() == null ? Constant.number(1) : expressions.compile(r.value());
        return ctx -> {
            int result = value.asInt(ctx);
            ctx.run().leaveRoute();
            if (result == 0) {
                ctx.run().exit();
            }
            return result;
        };
    }

    private Action leave(org.breakwater.script.syntax.Expression valueExpression, Consumer<RunState> way) {
        Expression value = valueExpression == null ? Constant.number(0) : expressions.compile(valueExpression);
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
        return new Choice(subject, s.subject().position(), labels, bodies, fallback);
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

    /** A condition that cannot be computed is logged and does not hold. */
    private record Condition(Expression value, Position position) {
        boolean holds(ScriptContext ctx) {
            boolean holds = false;
            try {
                holds = value.asInt(ctx) > 0;
            } catch (EvaluationException e) {
                ctx.log(-1, position + ": " + e.getMessage() + "\n");
            }
            ctx.run().routeLeft();
            return holds;
        }
    }

    /** A subject that cannot be computed is logged and takes the default. */
    private record Choice(Expression subject, Position position, Label[] labels, Action[] bodies, int fallback)
            implements Action {

        /** What Kamailio's switch leaves behind when no label fits. */
        private static final int NOTHING_FITS = -5;

        @Override
        public int run(ScriptContext ctx) {
            int at = choose(ctx);
            ctx.run().routeLeft();
            if (ctx.run().isExiting()) {
                return 0;
            }
            int result = at < 0 ? NOTHING_FITS : 1;
            for (int i = at; i >= 0 && i < bodies.length; i++) {
                result = bodies[i].run(ctx);
                if (ctx.run().isInterrupted()) {
                    ctx.run().loopLeft();
                    break;
                }
            }
            return result;
        }

        private int choose(ScriptContext ctx) {
            try {
                Value v = subject.eval(ctx);
                for (int i = 0; i < labels.length; i++) {
                    if (labels[i].fits(v)) {
                        return i;
                    }
                }
            } catch (EvaluationException e) {
                ctx.log(-1, position + ": " + e.getMessage() + "\n");
            }
            return fallback;
        }
    }
}
