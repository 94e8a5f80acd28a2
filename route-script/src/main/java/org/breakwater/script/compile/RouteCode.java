package org.breakwater.script.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** A compiled route block. */
final class RouteCode implements Route {

    private final RouteKind kind;
    private final String name;
    private final Set<RouteCode> callees = new HashSet<>();
    private Action body = ctx -> 1;
    private boolean mayBlock;
    private boolean callsComputedRoutes;

    RouteCode(RouteKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    void setBody(Action actions) {
        body = actions;
    }

    void calls(RouteCode callee) {
        callees.add(callee);
    }

    void callsComputedRoutes() {
        callsComputedRoutes = true;
    }

    void markBlocking() {
        mayBlock = true;
    }

    boolean takeBlockingFromCallees(List<RouteCode> all) {
        if (mayBlock) {
            return false;
        }
        mayBlock = (callsComputedRoutes ? all : callees).stream().anyMatch(c -> c.mayBlock);
        return mayBlock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RouteKind kind() {
        return kind;
    }

    @Override
    public boolean mayBlock() {
        return mayBlock;
    }

    @Override
    public int run(ScriptContext ctx) {
        int result = body.run(ctx);
        ctx.run().routeLeft();
        ctx.run().setReturnCode(result);
        return result;
    }
}
