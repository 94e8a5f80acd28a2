package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.Expression.BlockExpr;
import org.breakwater.script.syntax.Expression.FunctionCall;
import org.breakwater.script.syntax.Expression.PvRef;
import org.breakwater.script.syntax.Expression.RouteCall;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Position;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.Statement;

/** Compiles the statements of one route block: assignments, calls and sequences; control flow is {@link Flows}. */
final class BlockCompiler {

    /** Kamailio's default of max_recursive_level. */
    private static final int DEFAULT_NESTING_LIMIT = 256;

    private final LoadScope load;
    private final int nestingLimit;
    private final RouteCode route;
    private final ExpressionCompiler expressions;
    private final Flows flows;

    BlockCompiler(LoadScope load, RouteCode route) {
        this.load = load;
        this.route = route;
        this.expressions = new ExpressionCompiler(load, this);
        this.flows = new Flows(load, this, expressions);
        String limit = load.coreParameter("max_recursive_level");
        this.nestingLimit = limit == null ? DEFAULT_NESTING_LIMIT : Numbers.parseOrZero(limit);
    }

    /** The body of a route, if, while or switch: one level of nesting. */
    Action block(List<Statement> statements) {
        List<Action> actions = new ArrayList<>(statements.size());
        List<Position> positions = new ArrayList<>(statements.size());
        for (Statement s : statements) {
            Action action = statement(s);
            if (action != null) {
                actions.add(action);
                positions.add(s.position());
            }
        }
        return new Body(actions.toArray(new Action[0]), positions.toArray(new Position[0]), nestingLimit);
    }

    private Action statement(Statement s) {
        if (s instanceof Statement.Assign a) {
            return assign(a.target(), a.value());
        } else if (s instanceof Statement.Call c) {
            return call(c.expression(), false);
        } else if (s instanceof Statement.Empty) {
            return null;
        }
        return flows.compile(s);
    }

    /** {@code $target = value}: a call or block on the right gives its return code as it is. */
    Action assign(PvRef targetRef, org.breakwater.script.syntax.Expression valueExpression) {
        Pv target = expressions.target(targetRef);
        Expression value = assigned(valueExpression);
        boolean all = targetRef.spec().index() instanceof PvSpec.AllIndex;
        String text = targetRef.text();
        return ctx -> {
            Value v = value.eval(ctx);
            if (all ? target.replaceAll(ctx, v) : target.set(ctx, v)) {
                return 1;
            }
            ctx.log(-1, "cannot set " + text + " to \"" + v.toText() + "\"\n");
            return -1;
        };
    }

    private Expression assigned(org.breakwater.script.syntax.Expression e) {
        if (e instanceof FunctionCall || e instanceof RouteCall) {
            Action call = call(e);
            return ctx -> Value.of(call.run(ctx));
        } else if (e instanceof BlockExpr b) {
            Action block = block(b.block().statements());
            return ctx -> Value.of(block.run(ctx));
        }
        return expressions.compile(e);
    }

    /** A function or route call inside an expression, as an action that leaves {@code $rc} behind. */
    Action call(org.breakwater.script.syntax.Expression e) {
        return call(e, true);
    }

    private Action call(org.breakwater.script.syntax.Expression e, boolean inExpression) {
        if (e instanceof RouteCall r) {
            return routeCall(r);
        }
        FunctionCall call = (FunctionCall) e;
        FunctionExport function = function(call);
        Action action = function == null ? ctx -> -1 : bind(function, call);
        boolean isCore = function != null && function.returnCode() == FunctionExport.ReturnCode.KEPT;
        return isCore ? core(action, e.position(), inExpression) : module(action, e.position());
    }

    private static Action core(Action action, Position place, boolean inExpression) {
        return ctx -> {
            int result = run(action, ctx, place);
            if (inExpression) {
                ctx.run().setReturnCode(0);
            }
            if (result == 0) {
                ctx.run().exit();
            }
            return result;
        };
    }

    private static int run(Action action, ScriptContext ctx, Position place) {
        try {
            return action.run(ctx);
        } catch (EvaluationException fault) {
            ctx.log(-1, place + ": " + fault.getMessage() + "\n");
            return -1;
        }
    }

    private static Action module(Action action, Position place) {
        return ctx -> {
            int result = run(action, ctx, place);
            ctx.run().setReturnCode(result);
            if (result == 0) {
                ctx.run().exit();
            }
            return result;
        };
    }

    private Action routeCall(RouteCall call) {
        if (call.target() instanceof StringLiteral name) {
            RouteCode callee = load.routes().find(RouteKind.ROUTE, name.value());
            if (callee == null) {
                load.findings().error(call.position(), "there is no route[" + name.value() + "]");
                return ctx -> -1;
            }
            route.calls(callee);
            return callee::run;
        }
        route.callsComputedRoutes();
        Expression target = expressions.compile(call.target());
        return ctx -> {
            String name = target.asText(ctx);
            RouteCode callee = load.routes().find(RouteKind.ROUTE, name);
            if (callee == null) {
                ctx.log(-1, "there is no route[" + name + "]\n");
                return -1;
            }
            return callee.run(ctx);
        };
    }

    /** The function a call means; null, and an error reported, when there is none. */
    private FunctionExport function(FunctionCall call) {
        List<FunctionExport> overloads = load.symbols().functions(call.name());
        if (overloads.isEmpty()) {
            load.findings()
                    .error(
                            call.position(),
                            "there is no function " + call.name() + " (is its module loaded?)"
                                    + Suggestion.among(
                                            call.name(), load.symbols().functionNames()));
            return null;
        }
        for (FunctionExport f : overloads) {
            if (f.parameters().size() == call.arguments().size()) {
                return f;
            }
        }
        load.findings()
                .error(
                        call.position(),
                        call.name() + " does not take " + call.arguments().size() + " parameters");
        return null;
    }

    private Action bind(FunctionExport f, FunctionCall call) {
        RouteKind effective =
                route.kind() == RouteKind.ROUTE || route.kind() == RouteKind.EVENT ? RouteKind.REQUEST : route.kind();
        if (!f.allowedIn().contains(effective)) {
            load.findings()
                    .error(
                            call.position(),
                            f.name() + " may not stand in this kind of route ("
                                    + effective.name().toLowerCase(Locale.ROOT) + ")");
        }
        if (f.place() == FunctionExport.Place.POOL) {
            route.markBlocking();
        }
        try {
            LoadScope here = load.at(call.position());
            Action action = f.binder().bind(new BoundArguments(f, call, here, expressions), here);
            return f.place() == FunctionExport.Place.WORKER ? new OnWorker(action) : action;
        } catch (FixupException e) {
            load.findings().error(call.position(), f.name() + ": " + e.getMessage());
            return ctx -> -1;
        }
    }
}
