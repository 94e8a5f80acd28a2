package org.breakwater.script.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.RouteKind;

/**
 * A function. Several exports may share a name if they differ in the number of parameters.
 *
 * @param name as the script calls it
 * @param parameters what each parameter is; the call must give exactly that many
 * @param allowedIn route kinds it may stand in; elsewhere the script is refused
 * @param mayBlock whether it may wait for SQL, HTTP or a process: its routes then run on a pool thread
 * @param binder called once for each call in the script
 */
public record FunctionExport(
        String name, List<ArgumentKind> parameters, Set<RouteKind> allowedIn, boolean mayBlock, Binder binder) {

    /** Every kind of route. */
    public static final Set<RouteKind> ANY_ROUTE = Set.copyOf(EnumSet.allOf(RouteKind.class));

    /** Copies the collections. */
    public FunctionExport {
        parameters = List.copyOf(parameters);
        allowedIn = Set.copyOf(allowedIn);
    }

    /** A function that never blocks. */
    public static FunctionExport of(String name, Set<RouteKind> allowedIn, Binder binder, ArgumentKind... parameters) {
        return new FunctionExport(name, List.of(parameters), allowedIn, false, binder);
    }

    /** A function that may block. */
    public static FunctionExport blocking(
            String name, Set<RouteKind> allowedIn, Binder binder, ArgumentKind... parameters) {
        return new FunctionExport(name, List.of(parameters), allowedIn, true, binder);
    }

    /** Turns a call's arguments into an action: Kamailio's fixup. */
    @FunctionalInterface
    public interface Binder {
        /**
         * Binds one call.
         *
         * @throws FixupException when an argument is unusable: the script is refused
         */
        Action bind(Arguments arguments, LoadContext load) throws FixupException;
    }
}
