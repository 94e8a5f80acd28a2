package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which routes a configuration calls or arms from where. */
public final class RouteGraph {

    private static final Map<String, RouteKind> ARMING = Map.of(
            "t_on_branch", RouteKind.BRANCH,
            "t_on_failure", RouteKind.FAILURE,
            "t_on_reply", RouteKind.ONREPLY);

    private final List<Edge> edges = new ArrayList<>();
    private RouteBlock from;

    /**
     * One reference from a route to another.
     *
     * @param kind of the route referred to
     * @param name of the route referred to, null if it is computed at run time
     * @param armed true for {@code t_on_…}: the route runs later; false for a call
     */
    public record Edge(RouteBlock from, RouteKind kind, String name, boolean armed, Position position) {}

    private RouteGraph() {}

    /** All references, in the order of the configuration. */
    public static List<Edge> of(ConfigFile config) {
        RouteGraph graph = new RouteGraph();
        for (RouteBlock route : config.routes()) {
            graph.from = route;
            graph.statements(route.body());
        }
        return List.copyOf(graph.edges);
    }

    /** References to routes that do not exist. */
    public static List<Edge> missing(ConfigFile config) {
        return of(config).stream()
                .filter(edge -> edge.name() != null
                        && config.route(edge.kind(), edge.name()).isEmpty())
                .toList();
    }

    /** Labels of named routes (not event routes) to which no constant reference leads. */
    public static Set<String> unused(ConfigFile config) {
        Set<String> unused = new TreeSet<>();
        for (RouteBlock route : config.routes()) {
            if (!route.name().isEmpty() && route.kind() != RouteKind.EVENT) {
                unused.add(route.label());
            }
        }
        for (Edge edge : of(config)) {
            unused.remove(edge.kind().keyword() + "[" + edge.name() + "]");
        }
        return unused;
    }

    private void statements(List<Statement> statements) {
        statements.forEach(this::statement);
    }

    private void statement(Statement statement) {
        if (statement == null) {
            return;
        }
        if (statement instanceof Statement.If branch) {
            expression(branch.condition());
            statement(branch.then());
            statement(branch.otherwise());
        } else if (statement instanceof Statement.While loop) {
            expression(loop.condition());
            statement(loop.body());
        } else if (statement instanceof Statement.Switch choice) {
            expression(choice.subject());
            choice.cases().forEach(branch -> statements(branch.body()));
        } else if (statement instanceof Statement.Block block) {
            statements(block.statements());
        } else if (statement instanceof Statement.Assign assign) {
            expression(assign.value());
        } else if (statement instanceof Statement.Call call) {
            expression(call.expression());
        } else if (statement instanceof Statement.Return end) {
            expression(end.value());
        } else if (statement instanceof Statement.Exit end) {
            expression(end.value());
        } else if (statement instanceof Statement.Drop end) {
            expression(end.value());
        }
    }

    private void expression(Expression expression) {
        if (expression instanceof Expression.RouteCall call) {
            add(RouteKind.ROUTE, call.target(), false, call.position());
            expression(call.target());
        } else if (expression instanceof Expression.FunctionCall call) {
            RouteKind armed = ARMING.get(call.name());
            if (armed != null && call.arguments().size() == 1) {
                add(armed, call.arguments().get(0), true, call.position());
            }
            call.arguments().forEach(this::expression);
        } else if (expression instanceof Expression.Binary binary) {
            expression(binary.left());
            expression(binary.right());
        } else {
            unaryExpression(expression);
        }
    }

    private void unaryExpression(Expression expression) {
        if (expression instanceof Expression.Unary unary) {
            expression(unary.operand());
        } else if (expression instanceof Expression.Cast cast) {
            expression(cast.operand());
        } else if (expression instanceof Expression.Defined defined) {
            expression(defined.operand());
        } else if (expression instanceof Expression.StrLen length) {
            expression(length.operand());
        } else if (expression instanceof Expression.StrEmpty empty) {
            expression(empty.operand());
        } else if (expression instanceof Expression.SelVal choice) {
            expression(choice.condition());
            expression(choice.whenTrue());
            expression(choice.whenFalse());
        } else if (expression instanceof Expression.AssignExpr assign) {
            expression(assign.value());
        } else if (expression instanceof Expression.BlockExpr block) {
            statement(block.block());
        }
    }

    private void add(RouteKind kind, Expression target, boolean armed, Position position) {
        String name = target instanceof Expression.StringLiteral literal ? literal.value() : null;
        edges.add(new Edge(from, kind, name, armed, position));
    }
}
