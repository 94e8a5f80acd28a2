package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;

/** All route blocks; made before their statements are compiled, so that they can refer to one another. */
final class RouteTable {

    private final List<RouteCode> all = new ArrayList<>();

    RouteCode add(RouteKind kind, String name) {
        RouteCode code = new RouteCode(kind, name);
        all.add(code);
        return code;
    }

    RouteCode find(RouteKind kind, String name) {
        for (RouteCode code : all) {
            if (code.kind() == kind && code.name().equals(name)) {
                return code;
            }
        }
        return null;
    }

    List<Route> all() {
        return List.copyOf(all);
    }

    /** Spreads "may block" from routes to those that call them, until nothing changes. */
    void spreadBlocking() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (RouteCode code : all) {
                changed |= code.takeBlockingFromCallees(all);
            }
        }
    }
}
